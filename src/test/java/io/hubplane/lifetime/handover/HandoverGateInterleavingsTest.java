package io.hubplane.lifetime.handover;

import io.hubplane.interleaving.Interleavings;
import io.hubplane.interleaving.Scenario;
import io.hubplane.interleaving.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In every order of steps: when a gate is settled after a hand-over has begun, nobody delivers without its lock. */
class HandoverGateInterleavingsTest {
    static final class SendsDuringAHandover implements Scenario {
        private final HandoverGate gate = new HandoverGate();
        private int inside;

        @Override
        public List<Runnable> threads() {
            return List.of(this::sendTwice, this::handOver);
        }

        private void sendTwice() {
            for (int send = 0; send < 2 && gate.enter(); send++) {
                inside++;
                Schedule.pause();
                inside--;
                gate.leave();
            }
        }

        private void handOver() {
            gate.begin();
            if (gate.isSettled()) {
                Schedule.require(inside == 0, "Settled while a send is under way");
                Schedule.pause();
                Schedule.require(inside == 0, "A send has begun without the lock");
            }
        }

        @Override
        public void atTheEnd() {
            if (!gate.isSettled()) {
                throw new AssertionError("Not settled when all sends are over");
            }
        }
    }

    @Test
    void aSettledGateHasNoSendWithoutItsLock() {
        Interleavings.explore(SendsDuringAHandover.class, 2);
    }
}
