package io.hubplane.concurrent;

import io.hubplane.interleaving.Interleavings;
import io.hubplane.interleaving.Scenario;
import io.hubplane.interleaving.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * In every order of steps: the end is carried out exactly once, never while the thread that calls is inside, and the
 * thread that carries it out knows a reason that was given; after that no call is let in.
 */
class CallGateInterleavingsTest {
    static final class TwoEndsDuringCalls implements Scenario {
        private final CallGate gate = new CallGate();
        private final IllegalStateException reason = new IllegalStateException("one reason for all");
        private boolean inside;
        private int ends;

        @Override
        public List<Runnable> threads() {
            return List.of(this::callTwice, this::end, this::end);
        }

        private void callTwice() {
            for (int call = 0; call < 2 && gate.enter(); call++) {
                inside = true;
                Schedule.require(ends == 0, "Let in after the end");
                Schedule.pause();
                inside = false;
                if (gate.leave()) {
                    carryOut();
                }
            }
        }

        private void end() {
            if (gate.end(reason)) {
                carryOut();
            }
        }

        private void carryOut() {
            Schedule.require(!inside, "The end comes while a thread is inside");
            Schedule.require(gate.reason() == reason && gate.hasEnded(), "An end without its reason");
            ends++;
        }

        @Override
        public void atTheEnd() {
            if (ends != 1) {
                throw new AssertionError("The end was carried out " + ends + " times");
            }
        }
    }

    @Test
    void theEndIsCarriedOutOnceAndNeverWhileAThreadIsInside() {
        Interleavings.explore(TwoEndsDuringCalls.class, 4);
    }
}
