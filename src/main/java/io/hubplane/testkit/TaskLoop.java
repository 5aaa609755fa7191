package io.hubplane.testkit;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tasks until the test's thread runs them. A task may itself wait for others, which then run inside it. Tasks may
 * come from any thread.
 */
final class TaskLoop implements Executor {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Something has happened for which a thread may be waiting. */
    void wake() {
        tasks.add(() -> {});
    }

    void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /**
     * Runs tasks until a condition holds and no task is left. Waits only for what the hub does on its own threads.
     *
     * @return whether the condition holds
     */
    boolean await(BooleanSupplier condition, Duration limit) {
        run();
        while (!condition.getAsBoolean()) {
            Runnable task = next(limit);
            if (task == null) {
                return false;
            }
            task.run();
            run();
        }
        return true;
    }

    private @Nullable Runnable next(Duration limit) {
        try {
            return tasks.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
