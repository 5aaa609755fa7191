package io.hubplane.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TicksTest {
    @Test
    void stepsAreRoundAndReachTheGreatestValue() {
        assertThat(Ticks.upTo(8.6)).containsExactly(0.0, 2.0, 4.0, 6.0, 8.0, 10.0);
        assertThat(Ticks.upTo(100)).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
        assertThat(Ticks.upTo(0.9)).last().isEqualTo(1.0);
    }

    @Test
    void decadesEncloseAllValues() {
        assertThat(Ticks.decades(250, 8300)).containsExactly(100.0, 1000.0, 10_000.0);
        assertThat(Ticks.decades(1000, 1000)).containsExactly(1000.0, 10_000.0);
    }
}
