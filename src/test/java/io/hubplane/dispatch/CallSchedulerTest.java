package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.fake.ManualExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CallSchedulerTest {
    private final ManualExecutor executor = new ManualExecutor();
    private final List<String> done = new ArrayList<>();
    private final List<RuntimeException> stranded = new ArrayList<>();

    /** Steps from a queue; a limited number may be under way at a time. */
    private static final class Queued implements CallScheduler.Steps {
        private final Deque<CallScheduler.Step> steps = new ArrayDeque<>();
        private final Set<CallScheduler.Step> shortOnes = new HashSet<>();
        private final int atATime;

        Queued(int atATime) {
            this.atATime = atATime;
        }

        synchronized void add(CallScheduler.Step step) {
            steps.add(step);
        }

        synchronized void addShort(CallScheduler.Step step) {
            steps.add(step);
            shortOnes.add(step);
        }

        @Override
        public synchronized boolean isShort(int underWay) {
            return isDue(underWay) && shortOnes.contains(steps.peek());
        }

        @Override
        public synchronized boolean isDue(int underWay) {
            return underWay < atATime && !steps.isEmpty();
        }

        @Override
        public synchronized CallScheduler.@Nullable Step next(int underWay) {
            return underWay < atATime ? steps.poll() : null;
        }

        @Override
        public synchronized CallScheduler.@Nullable Step nextShort(int underWay) {
            return isShort(underWay) ? steps.poll() : null;
        }
    }

    private CallScheduler.Step noting(String what) {
        return later -> done.add(what);
    }

    @Test
    void nothingRunsOnTheWakingThread() {
        Queued steps = new Queued(1);
        CallScheduler scheduler = new CallScheduler(executor, steps, 16, stranded::add);
        steps.add(noting("a"));
        scheduler.wake();
        assertThat(done).isEmpty();
        executor.runAll();
        assertThat(done).containsExactly("a");
    }

    @Test
    void shortStepsRunOnTheThreadThatReceivesThemInTheirSurroundings() {
        Queued steps = new Queued(1);
        CallScheduler scheduler = new CallScheduler(executor, steps, 16, stranded::add);
        steps.addShort(noting("a"));
        steps.addShort(noting("b"));
        scheduler.received(calls -> {
            done.add("begin");
            calls.run();
            done.add("end");
        });

        assertThat(done).containsExactly("begin", "a", "b", "end");
        assertThat(executor.handedIn).isZero();
    }

    @Test
    void aLongStepBehindAShortOneIsLeftToTheExecutorAndKeepsLaterOnesInOrder() {
        Queued steps = new Queued(1);
        CallScheduler scheduler = new CallScheduler(executor, steps, 16, stranded::add);
        steps.addShort(noting("a"));
        steps.add(noting("b"));
        scheduler.received(Runnable::run);
        steps.addShort(noting("c"));
        scheduler.received(Runnable::run);

        assertThat(done).containsExactly("a");
        executor.runAll();
        assertThat(done).containsExactly("a", "b", "c");
    }

    @Test
    void aReceivingThreadGoesBackToItsConnectionAfterManyShortSteps() {
        Queued steps = new Queued(1);
        CallScheduler scheduler = new CallScheduler(executor, steps, 16, stranded::add);
        for (int i = 0; i < 100; i++) {
            steps.addShort(noting("step " + i));
        }
        scheduler.received(Runnable::run);

        assertThat(done).hasSize(32);
        executor.runAll();
        assertThat(done).hasSize(100);
    }

    @Test
    void aShortStepThatIsStillUnderWayHoldsNoThread() {
        Queued steps = new Queued(1);
        CallScheduler scheduler = new CallScheduler(executor, steps, 16, stranded::add);
        List<Runnable> later = new ArrayList<>();
        steps.addShort(end -> {
            later.add(end);
            return false;
        });
        steps.addShort(noting("b"));
        scheduler.received(Runnable::run);

        assertThat(done).isEmpty();
        later.get(0).run();
        executor.runAll();
        assertThat(done).containsExactly("b");
    }

    @Test
    void oneTaskRunsManyStepsInOrder() {
        Queued steps = new Queued(1);
        CallScheduler scheduler = new CallScheduler(executor, steps, 16, stranded::add);
        for (String what : List.of("a", "b", "c")) {
            steps.add(noting(what));
            scheduler.wake();
        }
        executor.runAll();
        assertThat(done).containsExactly("a", "b", "c");
        assertThat(executor.handedIn).isEqualTo(1);
    }

    @Test
    void manyStepsAreSpreadOverTasksSoThatOthersHaveTheirTurn() {
        Queued steps = new Queued(1);
        CallScheduler scheduler = new CallScheduler(executor, steps, 16, stranded::add);
        for (int i = 0; i < 100; i++) {
            steps.add(noting("step " + i));
        }
        scheduler.wake();
        executor.runOne();
        assertThat(done).hasSizeLessThan(100).isNotEmpty();
        executor.runAll();
        assertThat(done).hasSize(100);
    }

    @Test
    void stepUnderWayHoldsTheNextBackUntilItIsOver() {
        Queued steps = new Queued(1);
        CallScheduler scheduler = new CallScheduler(executor, steps, 16, stranded::add);
        List<Runnable> laters = new ArrayList<>();
        steps.add(later -> {
            laters.add(later);
            return false;
        });
        steps.add(noting("next"));
        scheduler.wake();
        executor.runAll();
        assertThat(done).isEmpty();
        laters.get(0).run();
        executor.runAll();
        assertThat(done).containsExactly("next");
    }

    @Test
    void stepsThatMayRunTogetherDo() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Queued steps = new Queued(3);
            CallScheduler scheduler = new CallScheduler(threads, steps, 16, stranded::add);
            CountDownLatch together = new CountDownLatch(3);
            CountDownLatch over = new CountDownLatch(3);
            for (int i = 0; i < 3; i++) {
                steps.add(later -> {
                    together.countDown();
                    awaitQuietly(together);
                    over.countDown();
                    return true;
                });
            }
            scheduler.wake();
            over.await();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void noMoreStepsRunTogetherThanMay() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Queued steps = new Queued(2);
            CallScheduler scheduler = new CallScheduler(threads, steps, 16, stranded::add);
            AtomicInteger running = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            CountDownLatch over = new CountDownLatch(1000);
            for (int i = 0; i < 1000; i++) {
                steps.add(later -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    running.decrementAndGet();
                    over.countDown();
                    return true;
                });
                scheduler.wake();
            }
            over.await();
            assertThat(most.get()).isBetween(1, 2);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void stepThatThrowsDoesNotStopTheNext() {
        Queued steps = new Queued(1);
        CallScheduler scheduler = new CallScheduler(executor, steps, 16, stranded::add);
        steps.add(later -> {
            throw new IllegalStateException("thrown on purpose");
        });
        steps.add(noting("next"));
        scheduler.wake();
        executor.runAll();
        assertThat(done).containsExactly("next");
    }

    @Test
    void outOfMemoryGoesUpAndTheNextStepStillRuns() {
        Queued steps = new Queued(1);
        CallScheduler scheduler = new CallScheduler(executor, steps, 16, stranded::add);
        steps.add(later -> {
            throw new OutOfMemoryError("thrown on purpose");
        });
        steps.add(noting("next"));
        scheduler.wake();
        assertThatThrownBy(executor::runOne).isInstanceOf(OutOfMemoryError.class);
        executor.runAll();
        assertThat(done).containsExactly("next");
    }

    @Test
    void refusalIsToldWhenNobodyElseWillLook() {
        Queued steps = new Queued(1);
        CallScheduler scheduler = new CallScheduler(executor, steps, 16, stranded::add);
        steps.add(noting("a"));
        executor.refusing = true;
        scheduler.wake();
        assertThat(stranded).hasSize(1);
        executor.refusing = false;
        scheduler.wake();
        executor.runAll();
        assertThat(done).containsExactly("a");
    }

    @Test
    void threadThatIsRefusedHelpDoesTheStepsItself() {
        Queued steps = new Queued(2);
        CallScheduler scheduler = new CallScheduler(executor, steps, 16, stranded::add);
        steps.add(noting("a"));
        steps.add(noting("b"));
        scheduler.wake();
        executor.refusing = true;
        executor.runAll();
        assertThat(done).containsExactly("a", "b");
        assertThat(stranded).isEmpty();
    }

    @Test
    void threadThatIsRefusedForwardGoesOnItself() {
        Queued steps = new Queued(1);
        CallScheduler scheduler = new CallScheduler(executor, steps, 16, stranded::add);
        for (int i = 0; i < 100; i++) {
            steps.add(noting("step " + i));
        }
        scheduler.wake();
        executor.refusing = true;
        executor.runAll();
        assertThat(done).hasSize(100);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noMoreThreadsThanAllowedAreWithinStepsAndNoStepIsForgotten() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Queued steps = new Queued(100);
            CallScheduler scheduler = new CallScheduler(threads, steps, 3, stranded::add);
            AtomicInteger within = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            CountDownLatch full = new CountDownLatch(3);
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch over = new CountDownLatch(50);
            for (int i = 0; i < 50; i++) {
                steps.add(later -> {
                    most.accumulateAndGet(within.incrementAndGet(), Math::max);
                    full.countDown();
                    awaitQuietly(release);
                    within.decrementAndGet();
                    over.countDown();
                    return true;
                });
                scheduler.wake();
            }
            full.await();
            release.countDown();
            over.await();

            assertThat(most).hasValue(3);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void stepThatIsUnderWayWithoutAThreadLeavesItsThreadToTheNext() {
        Queued steps = new Queued(100);
        CallScheduler scheduler = new CallScheduler(executor, steps, 1, stranded::add);
        steps.add(later -> false);
        steps.add(noting("next"));
        scheduler.wake();
        executor.runAll();

        assertThat(done).containsExactly("next");
    }
}
