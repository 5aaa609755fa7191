package io.hubplane.dispatch.stream;

import io.hubplane.concurrent.RunAs;
import io.hubplane.hub.CancellationToken;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Whether one call has been cancelled. Safe for any thread. */
public final class Cancellation implements CancellationToken {
    private final RunAs acting;
    private final Executor executor;
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    private volatile boolean isCancelled;

    /**
     * Makes a token. Its actions run with this identity on the executor, since the canceller may be a reading thread.
     */
    public Cancellation(RunAs acting, Executor executor) {
        this.acting = acting;
        this.executor = executor;
    }

    /** Cancels the call; actions that wait for this run on the executor. */
    public void cancel() {
        isCancelled = true;
        try {
            executor.execute(this::tell);
        } catch (RuntimeException e) {
            // The node is shutting down, so no other thread can do it.
            tell();
        }
    }

    private void tell() {
        acting.run(() -> cancelled.complete(null));
    }

    @Override
    public boolean isCancelled() {
        return isCancelled;
    }

    @Override
    public CompletionStage<Void> cancelled() {
        return cancelled.minimalCompletionStage();
    }
}
