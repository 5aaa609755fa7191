package io.hubplane.cdi;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The node's pools of the container's threads.
 *
 * <p>The threads are pooled here instead of using the container's executor for each task, because that captures the
 * caller's context for every task, which costs more than a whole hub call (Payara 6: some 40 µs). Idle threads end
 * after {@link #IDLE}, all at {@link #close}.
 */
final class ContainerThreads implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(ContainerThreads.class.getName());
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration LATER = Duration.ofMillis(100);
    private static final int MOST_FLUSHERS = 4;
    /** Few, because what runs after a send that had to wait is usually short, and rare. */
    private static final int SENDS = 4;

    /** Few, because forwarding a request takes microseconds, and waiting for a slow hub takes no thread. */
    private static final int FORWARDING_THREADS = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LifoThreadPool calls;
    private final ThreadPoolExecutor forwards;
    private final ThreadPoolExecutor flushes;
    private final ThreadPoolExecutor sends;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * Makes the pools; no thread starts before it is needed.
     *
     * @param callThreads how many hub methods may run at a time
     */
    ContainerThreads(int callThreads) {
        this.calls = new LifoThreadPool(callThreads, IDLE, ContainerThreadFactory.named("hubplane-call-"));
        this.forwards = pool("hubplane-forwarded-", FORWARDING_THREADS);
        this.flushes = pool("hubplane-flush-", flushers());
        this.sends = pool("hubplane-sent-", SENDS);
        this.timer = new ScheduledThreadPoolExecutor(1, ContainerThreadFactory.named("hubplane-heartbeat-"));
        this.timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static ThreadPoolExecutor pool(String prefix, int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                ContainerThreadFactory.named(prefix));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Runs hub methods.
     *
     * @return the executor
     */
    Executor calls() {
        return calls;
    }

    /**
     * Handles what other nodes forward.
     *
     * @return the executor
     */
    Executor forwards() {
        return forwards;
    }

    /**
     * Runs flushes.
     *
     * @return the executor
     */
    Executor flushes() {
        return flushes;
    }

    /**
     * Runs what applications do after sends that had to wait.
     *
     * @return the executor
     */
    Executor sends() {
        return sends;
    }

    /**
     * How many flushes may run at a time: half as many as there are processors, since receiving takes as many, and
     * since fewer flushers send fuller frames (2 processors, 1,000 clients: one makes 20 % more deliveries than two).
     *
     * @return the number
     */
    static int flushers() {
        return Math.max(1, Math.min(MOST_FLUSHERS, Runtime.getRuntime().availableProcessors() / 2));
    }

    /**
     * Runs tasks a few milliseconds later, on the threads of hub methods: what waits for a hub method to end needs no
     * thread before that.
     */
    Executor soon() {
        return after(SOON, calls);
    }

    /** Runs tasks a tenth of a second later, on the threads for what other nodes forward. */
    Executor later() {
        return after(LATER, forwards);
    }

    private Executor after(Duration time, Executor threads) {
        return task -> {
            var unused = timer.schedule(() -> threads.execute(task), time.toNanos(), TimeUnit.NANOSECONDS);
        };
    }

    /**
     * Runs a task again and again, at a fixed rate.
     *
     * @param task the task; must not throw
     * @param period the time from one beginning to the next
     */
    void every(Duration period, Runnable task) {
        ScheduledFuture<?> unused =
                timer.scheduleAtFixedRate(task, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits for queued tasks for a bounded time, then interrupts the rest. */
    @Override
    public void close() {
        List<ExecutorService> pools = List.of(timer, forwards, calls, flushes, sends);
        pools.forEach(ExecutorService::shutdown);
        try {
            for (ExecutorService pool : pools) {
                if (!pool.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    int left = pool.shutdownNow().size();
                    LOGGER.log(
                            Level.WARNING,
                            "Interrupted tasks that still ran after {0}; dropped {1} waiting tasks",
                            PATIENCE,
                            left);
                }
            }
        } catch (InterruptedException e) {
            pools.forEach(ExecutorService::shutdownNow);
            Thread.currentThread().interrupt();
        }
    }
}
