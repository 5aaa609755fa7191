package io.hubplane.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessorLoadTest {
    @Test
    void aBusyThreadShows() {
        ProcessorLoad load = new ProcessorLoad();
        load.getAsDouble();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
        long turns = 0;
        while (System.nanoTime() - end < 0) {
            turns++;
        }

        assertThat(load.getAsDouble())
                .as("after %d turns", turns)
                .isGreaterThan(0)
                .isLessThanOrEqualTo(1);
    }
}
