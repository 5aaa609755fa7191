package io.hubplane.dispatch;

import io.hubplane.concurrent.Failures;
import io.hubplane.concurrent.RunAs;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A stage that completes like another one, with a given identity. Waiting for it waits for the other stage, which may
 * need no free thread to wake the waiter. Completing or cancelling it does this to the other stage.
 */
final class RunAsStage<T extends @Nullable Object> extends CompletableFuture<T> {
    private final CompletableFuture<T> other;

    RunAsStage(CompletableFuture<T> other, RunAs acting) {
        this.other = other;
        var unused = other.whenComplete((result, failure) -> acting.call(() ->
                failure == null ? super.complete(result) : super.completeExceptionally(Failures.unwrap(failure))));
    }

    @Override
    public boolean complete(T result) {
        return other.complete(result);
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return other.completeExceptionally(failure);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return other.cancel(mayInterruptIfRunning);
    }

    @Override
    public T join() {
        return other.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        return other.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return other.get(timeout, unit);
    }
}
