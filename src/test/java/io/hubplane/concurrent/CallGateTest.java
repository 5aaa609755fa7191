package io.hubplane.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallGateTest {
    private final CallGate gate = new CallGate();

    @Test
    void whoeverEndsAnEmptyGateCarriesTheEndOut() {
        assertThat(gate.end(null)).isTrue();
        assertThat(gate.end(null)).isFalse();
        assertThat(gate.enter()).isFalse();
    }

    @Test
    void theThreadInsideCarriesTheEndOutWhenItLeaves() {
        assertThat(gate.enter()).isTrue();
        assertThat(gate.end(null)).isFalse();
        assertThat(gate.leave()).isTrue();
        assertThat(gate.end(null)).isFalse();
    }

    @Test
    void leavingWithoutAnEndCarriesNothingOut() {
        gate.enter();
        assertThat(gate.isInside()).isTrue();
        assertThat(gate.leave()).isFalse();
        assertThat(gate.isInside()).isFalse();
        assertThat(gate.enter()).isTrue();
    }

    @Test
    void theFirstEndGivesTheReason() {
        IllegalStateException first = new IllegalStateException("first");
        gate.enter();
        assertThat(gate.hasEnded()).isFalse();
        assertThat(gate.end(first)).isFalse();
        assertThat(gate.end(new IllegalStateException("second"))).isFalse();
        assertThat(gate.hasEnded()).isTrue();
        assertThat(gate.leave()).isTrue();
        assertThat(gate.reason()).isSameAs(first);
    }
}
