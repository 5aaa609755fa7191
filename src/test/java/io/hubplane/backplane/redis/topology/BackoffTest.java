package io.hubplane.backplane.redis.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff();

    @Test
    void waitsDoubleFromNothingToAQuarterOfASecondAndHaveJitter() {
        for (long bound : new long[] {0, 100, 200, 250, 250, 250}) {
            assertThat(TimeUnit.NANOSECONDS.toMillis(backoff.next())).isBetween(bound / 2, bound);
        }
    }

    @Test
    void successEndsTheWait() {
        backoff.next();
        backoff.next();

        backoff.reset();

        assertThat(backoff.next()).isZero();
    }
}
