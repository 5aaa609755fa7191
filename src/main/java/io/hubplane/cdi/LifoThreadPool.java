package io.hubplane.cdi;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A pool that hands a task to the thread that became idle last. Its stack and what it keeps for itself are most likely
 * still in the processor's cache, and threads that are not needed come to their end. {@code ThreadPoolExecutor} has all
 * idle threads take turns. Safe for any thread.
 */
final class LifoThreadPool extends AbstractExecutorService {
    private final int most;
    private final long idleNanos;
    private final ThreadFactory factory;
    /** The thread that became idle last is at the end. */
    private final Deque<Worker> idle = new ArrayDeque<>();

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<Worker> workers = new ArrayList<>();
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
        Worker worker;
        synchronized (this) {
            if (shutDown) {
                throw new RejectedExecutionException("The pool is shut down");
            }
            worker = idle.pollLast();
            if (worker == null) {
                if (workers.size() < most) {
                    start(task);
                } else {
                    waiting.add(task);
                }
                return;
            }
            worker.task = task;
        }
        LockSupport.unpark(worker.thread);
    }

    private synchronized void start(Runnable task) {
        Worker worker = new Worker(task);
        workers.add(worker);
        try {
            worker.thread.start();
        } catch (Throwable e) {
            workers.remove(worker);
            throw e;
        }
    }

    /** The next task of a worker that has none; null if there is none yet or, in a pool that is shut down, ever. */
    private synchronized @Nullable Runnable next(Worker worker) {
        Runnable next = waiting.poll();
        if (next == null) {
            if (shutDown) {
                ended(worker);
            } else {
                worker.task = null;
                idle.addLast(worker);
            }
        }
        return next;
    }

    /** Whether a worker that has waited for a task ends, because there is none for it. */
    private synchronized boolean ends(Worker worker, boolean late) {
        if (worker.task != null || !(late || shutDown)) {
            return false;
        }
        idle.remove(worker);
        ended(worker);
        return true;
    }

    private synchronized void ended(Worker worker) {
        worker.over = true;
        workers.remove(worker);
        notifyAll();
    }

    /** A worker's thread ends with its task's failure; what waits needs another one. */
    private synchronized void failed(Worker worker) {
        ended(worker);
        Runnable next = waiting.peek();
        if (next != null && workers.size() < most) {
            start(next);
            waiting.remove();
        }
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
        private final Thread thread;
        /** The task to run; set before the thread is woken. */
        private volatile @Nullable Runnable task;

        /** Used by the worker's own thread, and while the pool's lock is held. */
        private boolean over;

        Worker(Runnable first) {
            this.task = first;
            this.thread = factory.newThread(this);
        }

        @Override
        public void run() {
            Runnable next = task;
            while (next != null) {
                Thread.interrupted(); // an interrupt was meant for the task before
                boolean failed = true;
                try {
                    next.run();
                    failed = false;
                } finally {
                    if (failed) {
                        failed(this);
                    }
                }
                next = next(this);
                if (next == null && !over) {
                    next = awaitTask();
                }
            }
        }

        private @Nullable Runnable awaitTask() {
            long deadline = System.nanoTime() + idleNanos;
            while (true) {
                Runnable given = task;
                if (given != null) {
                    return given;
                }
                long left = deadline - System.nanoTime();
                if (left > 0) {
                    LockSupport.parkNanos(LifoThreadPool.this, left);
                }
                Thread.interrupted(); // otherwise the thread would not park again
                if (ends(this, deadline - System.nanoTime() <= 0)) {
                    return null;
                }
            }
        }
    }
}
