package io.hubplane.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LifoThreadPoolTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<Thread> threads = new ArrayList<>();
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private LifoThreadPool pool = pool(2, LONG);

    private LifoThreadPool pool(int most, Duration idle) {
        return new LifoThreadPool(most, idle, task -> {
            Thread thread = new Thread(task);
            thread.setUncaughtExceptionHandler((failed, failure) -> failures.add(failure));
            threads.add(thread);
            return thread;
        });
    }

    @AfterEach
    void stop() throws InterruptedException {
        pool.shutdownNow();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** A task that runs until the test ends it, and the thread that runs it. */
    private static final class Held implements Runnable {
        final CountDownLatch began = new CountDownLatch(1);
        final CountDownLatch end = new CountDownLatch(1);
        volatile Thread thread = Thread.currentThread();

        @Override
        public void run() {
            thread = Thread.currentThread();
            began.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        Thread thread() throws InterruptedException {
            began.await();
            return thread;
        }
    }

    private Held hold() {
        Held held = new Held();
        pool.execute(held);
        return held;
    }

    private static void awaitIdle(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theThreadThatBecameIdleLastHasTheNextTask() throws InterruptedException {
        Held first = hold();
        Held second = hold();
        Thread early = first.thread();
        Thread late = second.thread();
        first.end.countDown();
        awaitIdle(early);
        second.end.countDown();
        awaitIdle(late);

        for (int i = 0; i < 10; i++) {
            Held next = hold();
            assertThat(next.thread()).isSameAs(late);
            next.end.countDown();
            awaitIdle(late);
        }
    }

    @Test
    void tasksThatComeTogetherRunTogether() throws InterruptedException {
        pool.shutdown();
        pool = pool(3, LONG);
        for (int i = 0; i < 3; i++) { // with new threads at first, then with idle ones
            List<Held> together = List.of(hold(), hold(), hold());
            for (Held task : together) {
                task.thread();
            }
            together.forEach(task -> task.end.countDown());
            for (Held task : together) {
                awaitIdle(task.thread());
            }
        }
        assertThat(threads).hasSize(3);
    }

    @Test
    void aThreadThatEndsItsTaskTakesWhatWaitsWhileAnotherIsOnItsWay() throws InterruptedException {
        pool.shutdown();
        BlockingQueue<LateThread> late = new LinkedBlockingQueue<>();
        pool = new LifoThreadPool(8, LONG, task -> {
            LateThread thread = new LateThread(task);
            threads.add(thread);
            late.add(thread);
            return thread;
        });
        Held held = hold();
        late.take().arrive();
        Thread busy = held.thread();
        BlockingQueue<Thread> ranOn = new LinkedBlockingQueue<>();
        for (int i = 0; i < 5; i++) {
            pool.execute(() -> ranOn.add(Thread.currentThread()));
        }
        LateThread onItsWay = late.take();
        assertThat(late).isEmpty();

        held.end.countDown();
        for (int i = 0; i < 5; i++) {
            assertThat(ranOn.take()).isSameAs(busy);
        }
        onItsWay.arrive();
        awaitIdle(onItsWay);
        pool.execute(() -> ranOn.add(Thread.currentThread()));
        assertThat(ranOn.take()).isSameAs(onItsWay);
    }

    /** A thread that takes its time to start. */
    private static final class LateThread extends Thread {
        LateThread(Runnable task) {
            super(task);
        }

        @Override
        public void start() {}

        void arrive() {
            super.start();
        }
    }

    @Test
    void noMoreTasksRunAtATimeThanAllowedAndTheOthersKeepTheirOrder() throws InterruptedException {
        Held first = hold();
        Held second = hold();
        first.thread();
        second.thread();
        BlockingQueue<Integer> order = new LinkedBlockingQueue<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            pool.execute(() -> order.add(number));
        }
        assertThat(order).isEmpty();
        assertThat(threads).hasSize(2);

        first.end.countDown();
        for (int i = 0; i < 5; i++) {
            assertThat(order.take()).isEqualTo(i);
        }
        second.end.countDown();
    }

    @Test
    void threadsEndThatHaveNoTaskForLong() throws InterruptedException {
        pool.shutdown();
        pool = pool(1, Duration.ofMillis(1));
        for (int i = 0; i < 3; i++) {
            CountDownLatch ran = new CountDownLatch(1);
            pool.execute(ran::countDown);
            ran.await();
            threads.get(threads.size() - 1).join();
        }
    }

    @Test
    void noTaskIsLostWhenThreadsEndAsTasksCome() throws Exception {
        pool.shutdown();
        pool = pool(4, Duration.ofNanos(1_000));
        AtomicInteger ran = new AtomicInteger();
        int producers = 4;
        int tasks = 5_000;
        CountDownLatch all = new CountDownLatch(producers * tasks);
        CyclicBarrier begin = new CyclicBarrier(producers);
        List<Thread> sending = new ArrayList<>();
        for (int i = 0; i < producers; i++) {
            Thread producer = new Thread(() -> {
                try {
                    begin.await();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                for (int task = 0; task < tasks; task++) {
                    synchronized (threads) { // the factory's list
                        pool.execute(() -> {
                            ran.incrementAndGet();
                            all.countDown();
                        });
                    }
                }
            });
            sending.add(producer);
            producer.start();
        }
        for (Thread producer : sending) {
            producer.join();
        }
        all.await();
        assertThat(ran).hasValue(producers * tasks);
    }

    @Test
    void aTaskThatFailsEndsItsThreadAndNothingElse() throws InterruptedException {
        pool.shutdown();
        pool = pool(1, LONG);
        Held held = hold();
        held.thread();
        IllegalStateException failure = new IllegalStateException("failed");
        pool.execute(() -> {
            throw failure;
        });
        CountDownLatch ran = new CountDownLatch(1);
        pool.execute(ran::countDown);
        held.end.countDown();
        ran.await();
        assertThat(failures.take()).isSameAs(failure);
        assertThat(threads).hasSize(2);
    }

    @Test
    void aThreadThatCannotStartLeavesRoomForAnother() throws InterruptedException {
        AtomicInteger refusals = new AtomicInteger(1);
        pool.shutdown();
        pool = new LifoThreadPool(1, LONG, task -> {
            if (refusals.getAndDecrement() > 0) {
                throw new IllegalStateException("no thread");
            }
            Thread thread = new Thread(task);
            threads.add(thread);
            return thread;
        });
        assertThatThrownBy(() -> pool.execute(() -> {})).hasMessage("no thread");

        Held held = hold();
        assertThat(held.thread()).isSameAs(threads.get(0));
        held.end.countDown();
    }

    @Test
    void anInterruptEndsWithItsTask() throws InterruptedException {
        pool.shutdown();
        pool = pool(1, LONG);
        BlockingQueue<Boolean> interrupted = new LinkedBlockingQueue<>();
        pool.execute(() -> Thread.currentThread().interrupt());
        pool.execute(() -> interrupted.add(Thread.currentThread().isInterrupted()));

        assertThat(interrupted.take()).isFalse();
        awaitIdle(threads.get(0));
        pool.execute(() -> interrupted.add(Thread.currentThread().isInterrupted()));
        assertThat(interrupted.take()).isFalse();
    }

    @Test
    void whatWaitsStillRunsAfterAShutdownButNothingNew() throws InterruptedException {
        Set<Integer> ran = ConcurrentHashMap.newKeySet();
        Held first = hold();
        Held second = hold();
        first.thread();
        second.thread();
        pool.execute(() -> ran.add(1));
        pool.shutdown();
        assertThat(pool.isShutdown()).isTrue();
        assertThat(pool.isTerminated()).isFalse();
        assertThatThrownBy(() -> pool.execute(() -> ran.add(2))).isInstanceOf(RejectedExecutionException.class);
        assertThat(pool.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();

        first.end.countDown();
        second.end.countDown();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).containsExactly(1);
    }

    @Test
    void idleThreadsEndAtAShutdown() throws InterruptedException {
        Held held = hold();
        Thread thread = held.thread();
        held.end.countDown();
        awaitIdle(thread);

        pool.shutdown();
        thread.join();
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    void aShutdownAtOnceInterruptsWhatRunsAndTellsWhatWaited() throws InterruptedException {
        Held first = hold();
        Held second = hold();
        first.thread();
        second.thread();
        Runnable left = () -> {};
        pool.execute(left);

        assertThat(pool.shutdownNow()).containsExactly(left);
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
}
