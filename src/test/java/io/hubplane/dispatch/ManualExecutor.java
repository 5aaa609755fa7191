package io.hubplane.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs on the test's thread what was handed to it, when the test says so. */
final class ManualExecutor implements Executor {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    int handedIn;
    boolean refusing;

    @Override
    public synchronized void execute(Runnable task) {
        if (refusing) {
            throw new RejectedExecutionException("refused");
        }
        handedIn++;
        tasks.add(task);
    }

    void runAll() {
        for (Runnable task = take(); task != null; task = take()) {
            task.run();
        }
    }

    /** Runs what was handed in first. */
    void runOne() {
        take().run();
    }

    private synchronized Runnable take() {
        return tasks.poll();
    }
}
