package io.hubplane.connection.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlushPacingTest {
    private static final long MILLISECOND = 1_000_000;
    private static final long BEGIN = Long.MAX_VALUE - 5 * MILLISECOND; // the clock overflows, as System.nanoTime can

    private double load = 0.5;
    private int looks;
    private long now = BEGIN;
    private final FlushPacing pace = new FlushPacing(this::look, BEGIN);

    private double look() {
        looks++;
        return load;
    }

    /** The pause after a pass that took no time. */
    private long pauseAfter(int flushed) {
        return pace.pause(flushed, now, now);
    }

    private void passes(int count, double load) {
        this.load = load;
        for (int i = 0; i < count; i++) {
            now += 200 * MILLISECOND;
            pauseAfter(100);
        }
    }

    @Test
    void aPassBeginsThirtyMicrosecondsForEachQueueAfterTheLastOneBegan() {
        assertThat(pace.pause(100, now, now + MILLISECOND)).isEqualTo(2 * MILLISECOND);
    }

    @Test
    void aPassThatTookLongerIsFollowedByTheNextAtOnce() {
        assertThat(pace.pause(100, now, now + 3 * MILLISECOND)).isZero();
        assertThat(pace.pause(100, now, now + 4 * MILLISECOND)).isZero();
    }

    @Test
    void aPauseTooShortToPayIsNotMade() {
        assertThat(pace.pause(100, now, now + 3 * MILLISECOND - 19_000)).isZero();
        assertThat(pace.pause(0, now, now)).isZero();
    }

    @Test
    void noPauseIsLongerThanThirtyMillisecondsOrFourTimesThatWhileTheProcessorsAreBusy() {
        assertThat(pauseAfter(100_000)).isEqualTo(30 * MILLISECOND);
        passes(20, 1);
        assertThat(pauseAfter(1000)).isEqualTo(120 * MILLISECOND);
        assertThat(pauseAfter(100_000)).isEqualTo(120 * MILLISECOND);
    }

    @Test
    void pausesGrowStepByStepToFourTimesTheirLengthWhileTheProcessorsAreBusy() {
        passes(1, 0.98);
        assertThat(pauseAfter(100)).isEqualTo(4_500_000);
        passes(20, 0.98);
        assertThat(pauseAfter(100)).isEqualTo(12 * MILLISECOND);
    }

    @Test
    void pausesShrinkStepByStepToHalfTheirLengthWhileTheProcessorsAreAtEase() {
        passes(20, 1);
        passes(1, 0.5);
        assertThat(pauseAfter(100)).isEqualTo(8 * MILLISECOND);
        passes(20, 0.5);
        assertThat(pauseAfter(100)).isEqualTo(1_500_000);
    }

    @Test
    void pausesStayAsTheyAreBetweenBusyAndAtEase() {
        passes(1, 1);
        long before = pauseAfter(100);
        passes(5, 0.95);
        assertThat(pauseAfter(100)).isEqualTo(before);
    }

    @Test
    void aLoadThatIsNotKnownNeitherStretchesNorShortens() {
        passes(20, 1);
        passes(20, -1);
        assertThat(pauseAfter(100)).isEqualTo(3 * MILLISECOND);
        passes(20, 1);
        passes(20, Double.NaN);
        assertThat(pauseAfter(100)).isEqualTo(3 * MILLISECOND);
    }

    @Test
    void theProcessorsAreLookedAtFiveTimesASecondAtMost() {
        for (int i = 0; i < 1000; i++) {
            now += MILLISECOND;
            pauseAfter(100);
        }
        assertThat(looks).isEqualTo(5);
    }
}
