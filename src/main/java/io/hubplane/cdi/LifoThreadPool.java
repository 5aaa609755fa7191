package io.hubplane.cdi;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A pool that wakes the thread that became idle last. Its stack and what it keeps for itself are most likely still in the
 * processor's cache, and threads that are not needed come to their end. {@code ThreadPoolExecutor} has all idle threads
 * take turns. Safe for any thread.
 *
 * <p>A task belongs to no thread until one takes it: a thread that ends its task takes the next, and waking another
 * costs more than most tasks. So at most one thread at a time is being woken; when it takes its task it wakes the next
 * if more tasks wait. While tasks wait and a thread is idle or could start, one is on its way. So none waits for the end
 * of another one's task.
 */
final class LifoThreadPool extends AbstractExecutorService {
    private final int most;
    private final long idleNanos;
    private final ThreadFactory factory;
    /** The thread that became idle last is at the end. */
    private final Deque<Worker> idle = new ArrayDeque<>();

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<Worker> workers = new ArrayList<>();
    /** The worker that was woken or started for what waits and has taken nothing yet; null if there is none. */
    private @Nullable Worker coming;

    private boolean shutDown;

    /**
     * Makes a pool; no thread starts before it is needed.
     *
     * @param most how many tasks may run at a time, at least 1; further ones wait, in the order in which they came
     * @param idle after this time without a task a thread ends
     */
    LifoThreadPool(int most, Duration idle, ThreadFactory factory) {
        this.most = most;
        this.idleNanos = idle.toNanos();
        this.factory = factory;
    }

    @Override
    public void execute(Runnable task) {
        Worker woken;
        synchronized (this) {
            if (shutDown) {
                throw new RejectedExecutionException("The pool is shut down");
            }
            waiting.add(task);
            try {
                woken = callWorker();
            } catch (Throwable e) {
                if (workers.isEmpty()) { // otherwise another worker runs the task
                    waiting.removeLast();
                    throw e;
                }
                woken = null;
            }
        }
        wake(woken);
    }

    /** Has a worker come for what waits, unless one does; returns the one that must be woken for that. */
    private @Nullable Worker callWorker() {
        if (coming != null || waiting.isEmpty()) {
            return null;
        }
        Worker worker = idle.pollLast();
        if (worker != null) {
            worker.called = true;
            coming = worker;
        } else if (workers.size() < most) {
            start();
        }
        return worker;
    }

    private void start() {
        Worker worker = new Worker();
        worker.thread.start();
        workers.add(worker);
        coming = worker;
    }

    private static void wake(@Nullable Worker worker) {
        if (worker != null) {
            LockSupport.unpark(worker.thread);
        }
    }

    /** The next task of a worker that has none; null if there is none yet or, in a pool that is shut down, ever. */
    private @Nullable Runnable next(Worker worker) {
        Runnable next;
        Worker woken = null;
        synchronized (this) {
            if (coming == worker) {
                coming = null;
            }
            worker.called = false;
            next = waiting.poll();
            if (next != null) {
                woken = callAnother();
            } else if (shutDown) {
                ended(worker);
            } else {
                idle.addLast(worker);
            }
        }
        wake(woken);
        return next;
    }

    private @Nullable Worker callAnother() {
        try {
            return callWorker();
        } catch (Exception | OutOfMemoryError e) {
            return null; // no further thread can start; those that there are take what waits
        }
    }

    /** Whether a worker that has waited for a task ends, because there is none for it. */
    private synchronized boolean ends(Worker worker, boolean late) {
        if (worker.called || !(late || shutDown)) {
            return false;
        }
        idle.remove(worker);
        ended(worker);
        return true;
    }

    private void ended(Worker worker) {
        worker.over = true;
        workers.remove(worker);
        notifyAll();
    }

    /** A worker's thread ends with its task's failure; what waits needs another one. */
    private void failed(Worker worker) {
        Worker woken;
        synchronized (this) {
            ended(worker);
            woken = callAnother();
        }
        wake(woken);
    }

    @Override
    public void shutdown() {
        List<Worker> asleep;
        synchronized (this) {
            shutDown = true;
            asleep = new ArrayList<>(idle);
        }
        asleep.forEach(worker -> LockSupport.unpark(worker.thread));
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        synchronized (this) {
            List<Runnable> dropped = new ArrayList<>(waiting);
            waiting.clear();
            workers.forEach(worker -> worker.thread.interrupt());
            return dropped;
        }
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutDown;
    }

    @Override
    public synchronized boolean isTerminated() {
        return shutDown && workers.isEmpty();
    }

    @Override
    public synchronized boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (!isTerminated()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** A thread of the pool. */
    private final class Worker implements Runnable {
        private final Thread thread = factory.newThread(this);
        /** Whether it was woken; set before that is done. */
        private volatile boolean called;

        /** Used by the worker's own thread, and while the pool's lock is held. */
        private boolean over;

        @Override
        public void run() {
            while (!over) {
                Runnable next = next(this);
                if (next != null) {
                    run(next);
                } else if (!over) {
                    awaitCall();
                }
            }
        }

        private void run(Runnable task) {
            Thread.interrupted(); // an interrupt was meant for the task before
            boolean failed = true;
            try {
                task.run();
                failed = false;
            } finally {
                if (failed) {
                    failed(this);
                }
            }
        }

        private void awaitCall() {
            long deadline = System.nanoTime() + idleNanos;
            while (!called) {
                long left = deadline - System.nanoTime();
                if (left > 0) {
                    LockSupport.parkNanos(LifoThreadPool.this, left);
                }
                Thread.interrupted(); // otherwise the thread would not park again
                if (ends(this, deadline - System.nanoTime() <= 0)) {
                    return;
                }
            }
        }
    }
}
