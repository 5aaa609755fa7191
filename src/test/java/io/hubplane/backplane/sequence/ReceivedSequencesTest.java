package io.hubplane.backplane.sequence;

import static io.hubplane.backplane.sequence.ReceivedSequences.LATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.BackplanePositions.Told;
import io.hubplane.backplane.sequence.ReceivedSequences.Missing;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceivedSequencesTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ReceivedSequences received = new ReceivedSequences();
    private long now;
    private int link = 1;

    @BeforeEach
    void subscribe() {
        received.live(0);
        now = 10 * SECOND;
    }

    private long message(String origin, long run, long number) {
        return received.message(origin, Position.of(run, number), link, now);
    }

    private long message(long number) {
        return message("node", 3, number);
    }

    /**
     * The node announces the run with its age, the number of losses, and the age of the last loss; ages are in seconds.
     */
    private long told(long number, long runAge, long lost, long lostAge) {
        return missing(number, runAge, lost, lostAge, 0).count();
    }

    private Missing missing(long number, long runAge, long lost, long lostAge, long deaf) {
        Told told = new Told("a", Position.of(3, number), 1000 * runAge, lost, 1000 * lostAge);
        return received.told("node", told, link, now, deaf);
    }

    @Test
    void whatIsBetweenTwoMessagesIsMissing() {
        assertThat(message(7)).isZero();
        assertThat(message(8)).isZero();
        assertThat(message(12)).isEqualTo(3);
        assertThat(message(13)).isZero();
    }

    @Test
    void nodesAreCountedApart() {
        message("one", 1, 1);

        assertThat(message("other", 1, 9)).isZero();
        assertThat(message("one", 1, 2)).isZero();
    }

    @Test
    void whatCameAlreadyOrIsOlderIsLateAndCountsForNothing() {
        message(5);
        assertThat(message(8)).isEqualTo(2);

        assertThat(message(8)).isEqualTo(LATE);
        assertThat(message(6)).isEqualTo(LATE);
        assertThat(message("node", 2, 99)).isEqualTo(LATE);
        assertThat(message(9)).isZero();
    }

    @Test
    void newRunIsNoGapButItsFirstMessagesAreMissed() {
        message(50);

        assertThat(message("node", 4, 1)).isZero();
        assertThat(message("node", 5, 3)).isEqualTo(2);
    }

    @Test
    void newRunAfterThisNodeWasCutOffHidesAMessageAtLeast() {
        message(50);
        link++;

        assertThat(message("node", 4, 1)).isEqualTo(1);
    }

    @Test
    void runsMayBeginAtNoughtAgain() {
        message("node", (1L << 36) - 1, 5);

        assertThat(message("node", 0, 1)).isZero();
        assertThat(message("node", (1L << 36) - 1, 6)).isEqualTo(LATE);
    }

    @Test
    void nodeIsNewAgainAfterLongSilence() {
        message(1);
        now += ReceivedSequences.IDLE + 1;

        assertThat(message(9)).isZero();
        assertThat(message(11)).isEqualTo(1);
        now += ReceivedSequences.IDLE + 1;
        assertThat(message(1)).isZero(); // a node of an older version counts from 1 again
    }

    @Test
    void forgottenNodeIsNewAgain() {
        message(1);
        received.dropIdle(now + ReceivedSequences.IDLE);
        assertThat(message(3)).isEqualTo(1);

        received.dropIdle(now + ReceivedSequences.IDLE + 1);
        assertThat(message(9)).isZero();

        received.forget();
        assertThat(message(20)).isZero();
    }

    @Test
    void inventedNodesPushOutTheOneHeardOfLongestAgo() {
        message("real", 1, 1);
        for (int i = 0; i < 10_000; i++) {
            now++;
            message("invented " + i, 1, 1);
            message("real", 1, i + 2);
        }

        now++;
        assertThat(message("real", 1, 10_003)).isEqualTo(1);
        assertThat(message("invented 0", 1, 1)).isZero();
    }

    @Test
    void lastMessagesAreMissedWhenTheirNodeTells() {
        message(5);

        assertThat(told(7, 11, 0, 0)).isEqualTo(2);
        assertThat(told(7, 11, 0, 0)).isZero();
        assertThat(message(7)).isEqualTo(LATE);
        assertThat(message(8)).isZero();
    }

    @Test
    void whatIsToldTwiceOrWasNoticedBeforeCountsOnce() {
        message(1);
        assertThat(message(4)).isEqualTo(2);

        assertThat(told(4, 9, 2, 1)).isZero();
    }

    @Test
    void firstMessagesOfARunSinceTheSubscriptionAreMissed() {
        assertThat(told(3, 9, 0, 0)).isEqualTo(3);
        assertThat(message(4)).isZero();
    }

    @Test
    void firstMessagesAreMissedAlsoIfOthersCameBeforeTheirNodeTold() {
        assertThat(message(3)).isZero();

        assertThat(told(4, 9, 0, 0)).isEqualTo(2 + 1);
        assertThat(told(4, 9, 0, 0)).isZero();
    }

    @Test
    void whoCameLaterMissesNothingOfBefore() {
        assertThat(told(3, 11, 1, 11)).isZero();
        assertThat(message(4)).isZero();
        received.forget();
        received.live(now - 1);

        assertThat(message(9)).isZero();
        assertThat(told(9, 1, 4, 1)).isZero();
    }

    @Test
    void whoCameInTheMiddleOfARunMissesWhatWasLostSince() {
        assertThat(told(12, 100, 2, 5)).isEqualTo(2);
    }

    @Test
    void ofWhatWasLostTheFirstAreFoundBesideThoseNoticed() {
        message(11); // 10 was lost
        assertThat(message(13)).isEqualTo(1); // 12 was lost

        assertThat(told(14, 100, 3, 5)).isEqualTo(1 + 1); // 10 and 14
    }

    @Test
    void ageOfTheSubscriptionIsThatOfItsFirstConfirmation() {
        received.live(9 * SECOND);

        assertThat(told(3, 8, 0, 0)).isEqualTo(3);
    }
}
