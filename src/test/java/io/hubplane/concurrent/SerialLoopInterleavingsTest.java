package io.hubplane.concurrent;

import io.hubplane.interleaving.Interleavings;
import io.hubplane.interleaving.Scenario;
import io.hubplane.interleaving.Schedule;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/**
 * In every order of steps: no two pieces at a time; after each wake-up a piece begins that sees what changed before it;
 * the next piece sees what a piece leaves in ordinary fields, on any thread. All that also holds if the executor
 * refuses, and if a piece itself wakes the loop.
 */
class SerialLoopInterleavingsTest {
    abstract static class Waking implements Scenario {
        private int changes;
        private int seen;
        private int more;
        private boolean within;
        SerialLoop loop = new SerialLoop(this::piece);

        /** A piece with a pause, so that others can come between; it asks for two more pieces than it is woken for. */
        private boolean piece() {
            Schedule.require(!within, "Two pieces at a time");
            within = true;
            seen = changes;
            Schedule.pause();
            within = false;
            return more++ < 2;
        }

        void change() {
            changes++;
        }

        @Override
        public void atTheEnd() {
            if (seen != changes) {
                throw new AssertionError("Saw " + seen + " of " + changes + " changes");
            }
        }
    }

    static final class OnItsThreads extends Waking {
        @Override
        public List<Runnable> threads() {
            Runnable waker = () -> {
                change();
                loop.wake();
            };
            return List.of(waker, waker, waker);
        }
    }

    static final class OnAnExecutor extends Waking {
        OnAnExecutor() {
            loop = new SerialLoop(OnAnExecutor::execute, super::piece);
        }

        private static void execute(Runnable task) {
            if (Schedule.choose(2) == 1) {
                throw new RejectedExecutionException("full");
            }
            Schedule.spawn(task);
        }

        @Override
        public List<Runnable> threads() {
            Runnable waker = () -> {
                change();
                loop.wakeElsewhere();
            };
            return List.of(waker, waker);
        }
    }

    static final class FromWithin implements Scenario {
        private int pieces;
        private boolean within;
        private SerialLoop loop = new SerialLoop(() -> true);

        FromWithin() {
            loop = new SerialLoop(this::piece);
        }

        private boolean piece() {
            Schedule.require(!within, "A piece within another");
            within = true;
            if (pieces++ == 0) {
                loop.wake();
            }
            within = false;
            return false;
        }

        @Override
        public List<Runnable> threads() {
            return List.of(loop::wake, loop::wake);
        }

        @Override
        public void atTheEnd() {
            if (pieces < 2) {
                throw new AssertionError("The piece's own wake-up was forgotten");
            }
        }
    }

    @Test
    void everyWakeUpIsFollowedByAPieceThatBeginsAfterIt() {
        Interleavings.explore(OnItsThreads.class, 4);
    }

    @Test
    void everyWakeUpIsFollowedByAPieceAlsoIfTheExecutorRefuses() {
        Interleavings.explore(OnAnExecutor.class, 4);
    }

    @Test
    void pieceThatWakesItsLoopIsFollowedByAnother() {
        Interleavings.explore(FromWithin.class, 9);
    }
}
