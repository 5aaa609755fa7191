package io.hubplane.backplane.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SequencesTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final PublishSequences published = new PublishSequences();
    private final ReceivedSequences received = new ReceivedSequences();

    @Test
    void everyChannelIsNumberedFromOne() {
        assertThat(published.next("a", 0)).isEqualTo(1);
        assertThat(published.next("a", 0)).isEqualTo(2);
        assertThat(published.next("b", 0)).isEqualTo(1);
    }

    @Test
    void messageThatIsNotPublishedUsesUpANumber() {
        published.next("a", 0);

        published.skip("a");

        assertThat(published.next("a", 0)).isEqualTo(3);
    }

    @Test
    void failureOnAnUnusedChannelIsNotKept() {
        published.skip("a");

        assertThat(published.next("a", 0)).isEqualTo(1);
    }

    @Test
    void idleCounterBeginsAnewButNotEarlier() {
        published.next("a", 0);
        published.dropIdle(PublishSequences.IDLE);
        assertThat(published.next("a", PublishSequences.IDLE)).isEqualTo(2);

        published.dropIdle(2 * PublishSequences.IDLE + 1);
        assertThat(published.next("a", 2 * PublishSequences.IDLE + 1)).isEqualTo(1);
    }

    @Test
    void receiverForgetsBeforeTheSenderDoes() {
        assertThat(ReceivedSequences.IDLE).isLessThan(PublishSequences.IDLE);
    }

    @Test
    void whatIsBetweenTwoMessagesIsMissing() {
        assertThat(received.missingBefore("node", 7, 0)).isZero();
        assertThat(received.missingBefore("node", 8, 0)).isZero();
        assertThat(received.missingBefore("node", 12, 0)).isEqualTo(3);
        assertThat(received.missingBefore("node", 13, 0)).isZero();
    }

    @Test
    void nodesAreCountedApart() {
        received.missingBefore("one", 1, 0);

        assertThat(received.missingBefore("other", 9, 0)).isZero();
        assertThat(received.missingBefore("one", 2, 0)).isZero();
    }

    @Test
    void lowerNumberIsANewBeginning() {
        received.missingBefore("node", 50, 0);

        assertThat(received.missingBefore("node", 1, 0)).isZero();
        assertThat(received.missingBefore("node", 3, 0)).isEqualTo(1);
    }

    @Test
    void nothingIsMissingAfterLongSilence() {
        received.missingBefore("node", 1, 0);

        assertThat(received.missingBefore("node", 9, ReceivedSequences.IDLE + 1))
                .isZero();
        assertThat(received.missingBefore("node", 11, ReceivedSequences.IDLE + MINUTE))
                .isEqualTo(1);
    }

    @Test
    void forgottenNodeIsNewAgain() {
        received.missingBefore("node", 1, 0);
        received.dropIdle(ReceivedSequences.IDLE);
        assertThat(received.missingBefore("node", 3, 0)).isEqualTo(1);

        received.dropIdle(ReceivedSequences.IDLE + 1);
        assertThat(received.missingBefore("node", 9, 0)).isZero();

        received.forget();
        assertThat(received.missingBefore("node", 20, 0)).isZero();
    }
}
