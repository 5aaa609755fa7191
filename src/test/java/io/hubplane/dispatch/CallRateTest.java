package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallRateTest {
    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();

    private CallRate rate(int perSecond, int burst) {
        return new CallRate(
                () -> {
                    looks.incrementAndGet();
                    return clock.get();
                },
                perSecond,
                burst);
    }

    private int taken(CallRate rate, int wanted) {
        int taken = 0;
        for (int i = 0; i < wanted; i++) {
            taken += rate.take() ? 1 : 0;
        }
        return taken;
    }

    private void pass(long millis) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void burstIsLetThroughAtOnceAndNoMore() {
        assertThat(taken(rate(10, 25), 1000)).isEqualTo(25);
    }

    @Test
    void whoeverStaysBelowTheRateIsNeverRefused() {
        CallRate rate = rate(10, 20);
        for (int second = 0; second < 100; second++) {
            assertThat(taken(rate, 10)).isEqualTo(10);
            pass(1000);
        }
    }

    @Test
    void noMoreIsLetThroughThanTheBurstAndTheRate() {
        CallRate rate = rate(10, 20);
        int taken = 0;
        for (int step = 0; step < 100; step++) {
            taken += taken(rate, 50);
            pass(100);
        }
        assertThat(taken).isBetween(100, 20 + 100);
    }

    @Test
    void pauseEarnsNoMoreThanTheBurst() {
        CallRate rate = rate(10, 20);
        assertThat(taken(rate, 20)).isEqualTo(20);
        pass(3_600_000);
        assertThat(taken(rate, 1000)).isEqualTo(20);
    }

    @Test
    void clockIsNotLookedAtWhileTheBurstLasts() {
        CallRate rate = rate(10, 1000);
        looks.set(0);
        assertThat(taken(rate, 1000)).isEqualTo(1000);
        assertThat(looks).hasValue(0);
    }
}
