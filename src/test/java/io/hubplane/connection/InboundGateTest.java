package io.hubplane.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InboundGateTest {
    private final InboundGate gate = new InboundGate();

    @Test
    void whoeverEndsAnEmptyGateCarriesTheEndOut() {
        assertThat(gate.end()).isTrue();
        assertThat(gate.end()).isFalse();
        assertThat(gate.enter()).isFalse();
    }

    @Test
    void theThreadInsideCarriesTheEndOutWhenItLeaves() {
        assertThat(gate.enter()).isTrue();
        assertThat(gate.end()).isFalse();
        assertThat(gate.leave()).isTrue();
        assertThat(gate.end()).isFalse();
    }

    @Test
    void leavingWithoutAnEndCarriesNothingOut() {
        gate.enter();
        assertThat(gate.isInside()).isTrue();
        assertThat(gate.leave()).isFalse();
        assertThat(gate.isInside()).isFalse();
        assertThat(gate.enter()).isTrue();
    }
}
