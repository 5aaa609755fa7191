package io.hubplane.backplane.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AudienceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    private long now = 1000 * SECOND;
    /** When this node has its subscriptions again, and when all others have. */
    private long restored = now;

    private long othersRestored = now;
    private boolean ends;
    private final Audience audience = new Audience(this::pause, () -> now >= restored, () -> now);

    private boolean pause(long nanos) {
        now += nanos;
        return !ends;
    }

    /** In milliseconds, after an outage in which subscriptions were lost; three nodes are subscribed at last. */
    private long awaitReturn(long own, long others) {
        restored = now + own * MILLISECOND;
        othersRestored = now + others * MILLISECOND;
        audience.away();
        long back = now;
        audience.awaitReturn(() -> now >= othersRestored ? 3 : 1);
        return (now - back) / MILLISECOND;
    }

    @Test
    void theReturnOfAsManyAsBeforeIsAwaited() {
        audience.noticed(3, now);
        audience.noticed(1, now);

        assertThat(awaitReturn(10, 100)).isBetween(100L, 140L);
    }

    @Test
    void aNodeThatDoesNotComeBackIsAwaitedForAShortTime() {
        audience.noticed(4, now);

        assertThat(awaitReturn(10, 100)).isBetween(310L, 360L);
    }

    @Test
    void ifItIsNotKnownHowManyThereWereTheyGetThatTime() {
        assertThat(awaitReturn(10, 0)).isBetween(310L, 360L);
    }

    @Test
    void thisNodesOwnSubscriptionsAreAwaitedForLonger() {
        audience.noticed(3, now);

        assertThat(awaitReturn(700, 100)).isBetween(700L, 740L);
        assertThat(awaitReturn(5000, 100)).isBetween(1000L, 1360L);
    }

    @Test
    void nobodyIsAwaitedIfNoSubscriptionWasLost() {
        audience.noticed(3, now);
        audience.away();

        audience.awaitReturn(() -> 0);

        assertThat(now).isEqualTo(1000 * SECOND);
    }

    @Test
    void aNodeThatHasGoneIsForgottenSoon() {
        audience.noticed(4, now);
        for (int i = 0; i < 11; i++) {
            now += SECOND;
            audience.noticed(3, now);
        }

        assertThat(audience.size()).isEqualTo(3);
        assertThat(awaitReturn(10, 40)).isBetween(40L, 80L);
    }

    @Test
    void anOutageMakesNobodyForgotten() {
        audience.noticed(3, now);
        now += 60 * SECOND;

        assertThat(audience.size()).isEqualTo(3);
    }

    @Test
    void nobodyIsAwaitedWhenTheNodeEnds() {
        audience.noticed(3, now);
        ends = true;

        assertThat(awaitReturn(700, 700)).isLessThanOrEqualTo(20);
    }
}
