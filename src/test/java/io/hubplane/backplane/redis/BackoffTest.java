package io.hubplane.backplane.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff();

    @Test
    void waitsDoubleUpToTwoSecondsAndHaveJitter() {
        for (long bound : new long[] {100, 200, 400, 800, 1600, 2000, 2000, 2000}) {
            assertThat(TimeUnit.NANOSECONDS.toMillis(backoff.next())).isBetween(bound / 2, bound);
        }
    }

    @Test
    void successShortensTheWait() {
        backoff.next();
        backoff.next();

        backoff.reset();

        assertThat(backoff.next()).isLessThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
    }
}
