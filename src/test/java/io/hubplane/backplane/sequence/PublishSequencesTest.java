package io.hubplane.backplane.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.BackplanePositions.Told;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PublishSequencesTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final PublishSequences published = new PublishSequences();

    private NumberedMessage publish(String channel, long now) {
        NumberedMessage message = new NumberedMessage(channel) {};
        published.number(message, now);
        return message;
    }

    private long next(String channel, long now) {
        return publish(channel, now).position();
    }

    /** Publishes as if a node had subscribed. */
    private void publishToSomebody(String channel, long now) {
        published.published(publish(channel, now), true);
    }

    @Test
    void everyChannelIsNumberedFromOne() {
        assertThat(Position.number(next("a", 0))).isEqualTo(1);
        assertThat(Position.number(next("a", 0))).isEqualTo(2);
        assertThat(Position.number(next("b", 0))).isEqualTo(1);
    }

    @Test
    void messageThatIsNotPublishedUsesUpANumberAlsoWhenItIsTheFirst() {
        published.skip("a", 0);

        assertThat(Position.number(next("a", 0))).isEqualTo(2);
    }

    @Test
    void forgottenCounterBeginsARunThatWasNeverBefore() {
        long before = next("a", 0);
        published.dropIdle(PublishSequences.IDLE);
        assertThat(next("a", PublishSequences.IDLE)).isEqualTo(before + 1);

        published.dropIdle(2 * PublishSequences.IDLE + 1);
        long after = next("a", 2 * PublishSequences.IDLE + 1);

        assertThat(Position.number(after)).isEqualTo(1);
        assertThat(Position.sameRun(after, before)).isFalse();
        assertThat(Position.isAfter(after, before + 1)).isTrue();
    }

    @Test
    void namesThatClientsMakeUpHaveBoundedMemory() {
        for (int i = 0; i < 300_000; i++) {
            published.published(publish("made up " + i, 0), false);
        }

        assertThat(published.size()).isEqualTo(PublishSequences.UNHEARD_LIMIT);
    }

    @Test
    void longNamesTakeThePlacesOfMany() {
        String suffix = "x".repeat(1 << 16);
        for (int i = 0; i < 100; i++) {
            publish(i + suffix, 0);
        }

        assertThat(published.size()).isLessThan(17);
    }

    @Test
    void madeUpNamesPushOutNoChannelThatSomebodyHears() {
        publishToSomebody("room", 0);
        for (int i = 0; i < 10_000; i++) {
            publish("made up " + i, 0);
            published.skip("failed " + i, 0);
        }

        assertThat(Position.number(next("room", 0))).isEqualTo(2);
    }

    @Test
    void channelsThatSomebodyHearsAreBoundedAndTheOneUnusedForLongestGoes() {
        publishToSomebody("first", 0);
        publishToSomebody("second", 0);
        next("first", 0);
        for (int i = 0; i < PublishSequences.HEARD_LIMIT - 1; i++) {
            publishToSomebody("room " + i, 0);
        }

        assertThat(published.size()).isEqualTo(PublishSequences.HEARD_LIMIT);
        assertThat(Position.number(next("first", 0))).isEqualTo(3);
        assertThat(Position.number(next("second", 0))).isEqualTo(1);
    }

    @Test
    void channelThatNobodyHearsAnyMoreKeepsItsNumbers() {
        publishToSomebody("room", 0);
        published.published(publish("room", 0), false);

        assertThat(Position.number(next("room", 0))).isEqualTo(3);
        assertThat(published.size()).isEqualTo(1);
    }

    @Test
    void runThatHasUsedAllItsNumbersIsFollowedByAnother() {
        ChannelCounter counter = Objects.requireNonNull(publish("a", 0).counter());
        counter.position = Position.of(7, Position.LAST_NUMBER);

        long next = next("a", 0);

        assertThat(Position.number(next)).isEqualTo(1);
        assertThat(Position.sameRun(next, Position.of(7, 1))).isFalse();
    }

    @Test
    void whatWasUsedLatelyIsToldWithWhatWasLostUntilItIsKnown() {
        next("old", 0);
        next("a", SECOND);
        published.skip("a", 2 * SECOND);
        published.lost(publish("b", 2 * SECOND), 3 * SECOND);

        List<Told> told = published.usedSince(SECOND, 4 * SECOND);

        assertThat(told)
                .containsExactlyInAnyOrder(
                        new Told("a", Position.of(1, 2), 3000, 1, 2000),
                        new Told("b", Position.of(2, 1), 2000, 1, 2000));
        published.skip("a", 5 * SECOND);
        published.know(told, 6 * SECOND);
        assertThat(published.usedSince(2 * SECOND, 7 * SECOND))
                .containsExactlyInAnyOrder(
                        new Told("a", Position.of(1, 3), 6000, 1, 1000), new Told("b", Position.of(2, 1), 5000, 0, 0));
    }
}
