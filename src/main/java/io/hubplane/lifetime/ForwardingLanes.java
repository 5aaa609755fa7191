package io.hubplane.lifetime;

import io.hubplane.connection.TokenDigest;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has what other nodes forward done by the threads of an executor, for each connection one thing at a time and in order. A
 * connection that takes its time has others of its own wait, and occupies one thread at most. Safe for any thread.
 */
final class ForwardingLanes {
    /**
     * Something to do.
     *
     * @param action does it; must not throw
     * @param refused told in its place if the executor takes nothing more
     */
    record Step(Runnable action, Consumer<RuntimeException> refused) {}

    private final Executor executor;
    /** What waits behind the step under way of each connection that has one; guarded by this. */
    private final Map<TokenDigest, Queue<Step>> lanes = new HashMap<>();

    ForwardingLanes(Executor executor) {
        this.executor = executor;
    }

    /** Does something beside everything else. */
    void runBeside(Step step) {
        try {
            executor.execute(step.action());
        } catch (RuntimeException e) {
            step.refused().accept(e);
        }
    }

    /** Does something after what was to be done before for the same connection. */
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
