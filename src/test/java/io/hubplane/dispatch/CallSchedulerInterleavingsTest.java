package io.hubplane.dispatch;

import io.hubplane.interleaving.Interleavings;
import io.hubplane.interleaving.Scenario;
import io.hubplane.interleaving.Schedule;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * In every order of steps: every step that was due when the scheduler was woken is run, in the order in which they
 * came; no more threads than allowed are within steps, and no more steps are under way than they themselves allow. If
 * the executor refuses, steps that are left over were reported as stranded.
 */
class CallSchedulerInterleavingsTest {
    /** Three steps; each ends on its thread at once, or later on another thread. */
    abstract static class ThreeSteps implements Scenario, CallScheduler.Steps {
        private final int atATime;
        private final int mostThreads;
        final CallScheduler scheduler;
        int waiting;
        int handedOut;
        int begun;
        int strandings;
        int refusals;
        private int within;

        ThreeSteps(int atATime, int mostThreads) {
            this.atATime = atATime;
            this.mostThreads = mostThreads;
            this.scheduler = new CallScheduler(this::execute, this, mostThreads, refusal -> strandings++);
        }

        void execute(Runnable task) {
            Schedule.spawn(task);
        }

        @Override
        public boolean isDue(int underWay) {
            return underWay < atATime && waiting > 0;
        }

        @Override
        public boolean isShort(int underWay) {
            return false;
        }

        @Override
        public CallScheduler.@Nullable Step next(int underWay) {
            if (!isDue(underWay)) {
                return null;
            }
            waiting--;
            int number = handedOut++;
            return later -> step(number, later);
        }

        @Override
        public CallScheduler.@Nullable Step nextShort(int underWay) {
            return isShort(underWay) ? next(underWay) : null;
        }

        private boolean step(int number, Runnable later) {
            Schedule.require(atATime > 1 || begun == number, "Out of order");
            begun++;
            within++;
            Schedule.require(within <= mostThreads, "Too many threads within steps");
            boolean over = Schedule.choose(2) == 0;
            if (!over) {
                Schedule.spawn(later);
            }
            Schedule.pause();
            within--;
            return over;
        }

        void add() {
            waiting++;
            scheduler.wake();
        }

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        add();
                        add();
                    },
                    this::add);
        }

        @Override
        public void atTheEnd() {
            if (waiting > 0 && strandings == 0) {
                throw new AssertionError(waiting + " steps are left behind");
            }
            if (refusals == 0 && (begun != 3 || strandings > 0)) {
                throw new AssertionError("Ran " + begun + " steps, strandings: " + strandings);
            }
        }
    }

    /** The first and the third step are short, and each thread receives what it adds. */
    static class ShortAndLong extends ThreeSteps {
        ShortAndLong() {
            super(1, 2);
        }

        @Override
        public boolean isShort(int underWay) {
            return isDue(underWay) && handedOut % 2 == 0;
        }

        @Override
        void add() {
            waiting++;
            scheduler.received(Runnable::run);
        }
    }

    static final class ShortAndRefused extends ShortAndLong {
        @Override
        void execute(Runnable task) {
            if (refusals == 0 && Schedule.choose(2) == 1) {
                refusals++;
                throw new RejectedExecutionException("full");
            }
            super.execute(task);
        }
    }

    static final class OneByOne extends ThreeSteps {
        OneByOne() {
            super(1, 2);
        }
    }

    static final class OnOneThread extends ThreeSteps {
        OnOneThread() {
            super(3, 1);
        }
    }

    static final class OnTwoThreads extends ThreeSteps {
        OnTwoThreads() {
            super(3, 2);
        }
    }

    static final class Refused extends ThreeSteps {
        Refused() {
            super(2, 2);
        }

        @Override
        void execute(Runnable task) {
            if (refusals == 0 && Schedule.choose(2) == 1) {
                refusals++;
                throw new RejectedExecutionException("full");
            }
            super.execute(task);
        }
    }

    @Test
    void stepsThatRunOneByOneKeepTheirOrder() {
        Interleavings.explore(OneByOne.class, 2);
    }

    @Test
    void shortStepsOnReceivingThreadsKeepTheOrder() {
        Interleavings.explore(ShortAndLong.class, 2);
    }

    @Test
    void whatARefusalLeavesBehindAfterShortStepsIsTold() {
        Interleavings.explore(ShortAndRefused.class, 1);
    }

    @Test
    void noMoreThreadsThanOneAreWithinSteps() {
        Interleavings.explore(OnOneThread.class, 2);
    }

    @Test
    void noMoreThreadsThanTwoAreWithinSteps() {
        Interleavings.explore(OnTwoThreads.class, 1);
    }

    @Test
    void whatARefusalLeavesBehindIsTold() {
        Interleavings.explore(Refused.class, 1);
    }
}
