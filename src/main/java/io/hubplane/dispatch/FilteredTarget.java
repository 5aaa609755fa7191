package io.hubplane.dispatch;

import io.hubplane.concurrent.Failures;
import io.hubplane.dispatch.model.HubCall;
import io.hubplane.dispatch.model.HubTarget;
import io.hubplane.hub.HubFilter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One call with the filters around it. The filters run inside the call's {@link CallScope}. On the first thread of the
 * call they run while the hub object is lent, so they share the request context with the hub.
 */
final class FilteredTarget implements HubTarget {
    /** Calls a filter. */
    interface Visit {
        CompletionStage<? extends @Nullable Object> call(
                HubFilter filter, @Nullable Object[] arguments, HubFilter.NextCall next) throws Exception;
    }

    private final List<HubFilter> filters;
    private final HubTarget inner;
    private final CallScope scope;
    private final HubCall call;
    private final Visit visit;

    FilteredTarget(List<HubFilter> filters, HubTarget inner, CallScope scope, HubCall call, Visit visit) {
        this.filters = filters;
        this.inner = inner;
        this.scope = scope;
        this.call = call;
        this.visit = visit;
    }

    @Override
    public boolean returnsStage() {
        return false; // each part below checks its own result
    }

    @Override
    public @Nullable Object invoke(Object hub, @Nullable Object[] arguments) throws Throwable {
        CompletionStage<?> outcome = reach(0, hub, arguments);
        if (!(outcome instanceof CompletableFuture<?> stage)) {
            return outcome;
        }
        // Returns the same object, except for a minimal stage, whose state cannot be read directly.
        CompletableFuture<?> future = stage.toCompletableFuture();
        if (!future.isDone()) {
            return outcome;
        }
        // As without filters, the answer is encoded while the hub object is still lent.
        try {
            return future.join();
        } catch (CompletionException e) {
            throw Failures.unwrap(e);
        }
    }

    /** Calls a filter, or the hub after the last filter; throws only fatal errors. */
    private CompletionStage<@Nullable Object> reach(int index, Object hub, @Nullable Object[] arguments) {
        return scope.isWithin(call)
                ? reachHere(index, hub, arguments)
                : scope.within(call, () -> reachHere(index, hub, arguments));
    }

    private CompletionStage<@Nullable Object> reachHere(int index, Object hub, @Nullable Object[] arguments) {
        try {
            return index < filters.size()
                    ? filtered(filters.get(index), index, hub, arguments)
                    : stageOf(inner.invoke(hub, arguments), inner.returnsStage(), inner);
        } catch (Throwable e) {
            Failures.rethrowFatal(e);
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<@Nullable Object> filtered(
            HubFilter filter, int index, Object hub, @Nullable Object[] arguments) throws Exception {
        HubFilter.NextCall next = new HubFilter.NextCall() {
            @Override
            public CompletionStage<@Nullable Object> proceed() {
                return reach(index + 1, hub, arguments);
            }

            @Override
            public CompletionStage<@Nullable Object> proceedWith(@Nullable Object... others) {
                if (others.length != arguments.length) {
                    return CompletableFuture.failedFuture(
                            new IllegalArgumentException(filter.getClass().getName() + " proceeds with " + others.length
                                    + " arguments, but the method needs " + arguments.length));
                }
                return reach(index + 1, hub, others.clone());
            }
        };
        return stageOf(
                visit.call(filter, arguments, next), true, filter.getClass().getName());
    }

    @SuppressWarnings("unchecked") // a stage only gives values, so a stage of any type is a stage of objects
    private static CompletionStage<@Nullable Object> stageOf(
            @Nullable Object result, boolean stageExpected, Object source) {
        if (result instanceof CompletionStage<?> stage) {
            return (CompletionStage<@Nullable Object>) stage;
        }
        if (stageExpected) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException(source + " returned null, must return a CompletionStage"));
        }
        return CompletableFuture.completedFuture(result);
    }

    @Override
    public String toString() {
        return inner + " or a filter";
    }
}
