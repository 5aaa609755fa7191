package io.hubplane.interleaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Tests with interleavings prove something only if these pass: every kind of fault is found, and no correct code is
 * reported.
 */
class InterleavingsTest {
    /** Its name makes it interruptible, like code under test. */
    static final class WovenCounter {
        private final AtomicInteger atomic = new AtomicInteger();
        private final Object left = new Object();
        private final Object right = new Object();
        private int plain;
        private volatile int inTwoSteps;
        private volatile boolean published;

        void add() {
            atomic.incrementAndGet();
        }

        void addInTwoSteps() {
            int before = inTwoSteps;
            inTwoSteps = before + 1;
        }

        synchronized void addLocked() {
            int before = inTwoSteps;
            inTwoSteps = before + 1;
        }

        void addUnguarded() {
            plain++;
        }

        void publish() {
            plain = 1;
            published = true;
        }

        int published() {
            return published ? plain : 1;
        }

        void lockBoth(boolean leftFirst) {
            synchronized (leftFirst ? left : right) {
                synchronized (leftFirst ? right : left) {
                    inTwoSteps++;
                }
            }
        }
    }

    abstract static class Counting implements Scenario {
        final WovenCounter counter = new WovenCounter();

        @Override
        public void atTheEnd() {
            if (counter.atomic.get() + counter.inTwoSteps != 2) {
                throw new AssertionError("lost");
            }
        }
    }

    static final class Atomic extends Counting {
        @Override
        public List<Runnable> threads() {
            return List.of(counter::add, counter::add);
        }
    }

    static final class TwoSteps extends Counting {
        @Override
        public List<Runnable> threads() {
            return List.of(counter::addInTwoSteps, counter::addInTwoSteps);
        }
    }

    static final class Locked extends Counting {
        @Override
        public List<Runnable> threads() {
            return List.of(counter::addLocked, counter::addLocked);
        }
    }

    static final class Unguarded extends Counting {
        @Override
        public List<Runnable> threads() {
            return List.of(counter::addUnguarded, counter::addUnguarded);
        }
    }

    static final class Deadlock extends Counting {
        @Override
        public List<Runnable> threads() {
            return List.of(() -> counter.lockBoth(true), () -> counter.lockBoth(false));
        }
    }

    static final class Publication implements Scenario {
        private final WovenCounter counter = new WovenCounter();

        @Override
        public List<Runnable> threads() {
            return List.of(
                    counter::publish, () -> Schedule.require(counter.published() == 1, "What is published is seen"));
        }

        @Override
        public void atTheEnd() {}
    }

    /** Runs two threads with three steps each. */
    static final class ThreeStepsEach implements Scenario {
        @Override
        public List<Runnable> threads() {
            return List.of(ThreeStepsEach::steps, ThreeStepsEach::steps);
        }

        private static void steps() {
            for (int i = 0; i < 3; i++) {
                Schedule.pause();
            }
        }

        @Override
        public void atTheEnd() {}
    }

    @Test
    void twoStepsOfTwoThreadsAreInterleaved() {
        assertThatThrownBy(() -> Interleavings.explore(TwoSteps.class, 1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("lost");
        assertThatCode(() -> Interleavings.explore(TwoSteps.class, 0)).doesNotThrowAnyException();
    }

    @Test
    void whatIsOneStepOrLockedIsNot() {
        Interleavings.explore(Atomic.class, 9);
        Interleavings.explore(Locked.class, 9);
    }

    @Test
    void fieldWithoutGuardIsADataRaceInWhateverOrder() {
        assertThatThrownBy(() -> Interleavings.explore(Unguarded.class, 0))
                .hasMessageContaining("Data race on WovenCounter.plain");
        Interleavings.explore(Publication.class, 9);
    }

    @Test
    void threadsThatWaitForEachOtherAreFound() {
        assertThatThrownBy(() -> Interleavings.explore(Deadlock.class, 1)).hasMessageContaining("Nobody can go on");
    }

    @Test
    void everyOrderIsTriedOnce() {
        // The first step needs no point of interruption: each thread has three pieces, and the last one is its end.
        assertThat(Interleavings.explore(ThreeStepsEach.class, 9)).isEqualTo(20);
        assertThat(Interleavings.explore(ThreeStepsEach.class, 0)).isEqualTo(2);
    }
}
