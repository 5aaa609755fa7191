package io.hubplane.lifetime.forwarding;

import io.hubplane.connection.TokenDigest;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs forwarded requests on the threads of an executor: for each connection one step at a time, in order. A slow
 * connection delays only its own steps, and occupies at most one thread. Safe for any thread.
 */
final class ForwardingLanes {
    /**
     * A task for a connection.
     *
     * @param action the task; must not throw
     * @param refused called instead if the executor rejects the task
     */
    record Step(Runnable action, Consumer<RuntimeException> refused) {}

    private final Executor executor;
    /** The steps that wait behind a connection's running step, for each connection that has one; guarded by this. */
    private final Map<TokenDigest, Queue<Step>> lanes = new HashMap<>();

    ForwardingLanes(Executor executor) {
        this.executor = executor;
    }

    /** Runs a step at once, in no order with other steps. */
    void runBeside(Step step) {
        try {
            executor.execute(step.action());
        } catch (RuntimeException e) {
            step.refused().accept(e);
        }
    }

    /** Runs a step after all earlier steps of the same connection. */
    void run(TokenDigest connection, Step step) {
        synchronized (this) {
            Queue<Step> waiting = lanes.get(connection);
            if (waiting != null) {
                waiting.add(step);
                return;
            }
            lanes.put(connection, new ArrayDeque<>(1));
        }
        submit(connection, step);
    }

    private void submit(TokenDigest connection, @Nullable Step first) {
        for (Step step = first; step != null; step = next(connection)) {
            Step submitted = step;
            try {
                executor.execute(() -> {
                    try {
                        submitted.action().run();
                    } finally {
                        submit(connection, next(connection));
                    }
                });
                return;
            } catch (RuntimeException e) {
                step.refused().accept(e);
            }
        }
    }

    private synchronized @Nullable Step next(TokenDigest connection) {
        Queue<Step> waiting = lanes.get(connection);
        Step next = waiting == null ? null : waiting.poll();
        if (next == null) {
            lanes.remove(connection);
        }
        return next;
    }
}
