package io.hubplane.dispatch;

import io.hubplane.concurrent.Failures;
import io.hubplane.concurrent.RunAs;
import io.hubplane.dispatch.model.HubCall;
import io.hubplane.dispatch.model.HubTarget;
import io.hubplane.observe.ClientLog;
import java.lang.System.Logger;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Calls a method of a hub: gets the hub object, enters the scope, awaits a returned stage. Safe for any thread. */
final class HubInvoker {
    /** Receives the outcome of a call once, on any thread. Its methods throw nothing. */
    interface Outcome {
        void succeeded(@Nullable Object result);

        void failed(Throwable failure);
    }

    /** The outcome of a call that continues after its method has returned and the returned stage is complete. */
    interface LastingOutcome extends Outcome {
        /**
         * Continues the call. The thread that borrowed the hub object has left it, but the object is still in use.
         *
         * @param result the result of the method, or of its stage
         * @return completed when the call is over, exceptionally if it fails
         */
        CompletionStage<?> goOn(@Nullable Object result);
    }

    private static final Logger LOGGER = System.getLogger(HubInvoker.class.getName());

    private final HubActivator activator;
    private final CallScope scope;
    private final ClientLog log;

    HubInvoker(HubActivator activator, CallScope scope, ClientLog log) {
        this.activator = activator;
        this.scope = scope;
        this.log = log;
    }

    /**
     * Calls a method on the current thread.
     *
     * @param later run after the outcome has been reported, but not if that happens before this method returns
     * @return whether the outcome has been reported
     */
    boolean invoke(HubCall call, HubTarget target, @Nullable Object[] arguments, Outcome outcome, Runnable later) {
        RunAs acting = call.acting();
        return acting.matters()
                ? acting.call(() -> invokeHere(call, target, arguments, outcome, later))
                : invokeHere(call, target, arguments, outcome, later);
    }

    private boolean invokeHere(
            HubCall call, HubTarget target, @Nullable Object[] arguments, Outcome outcome, Runnable later) {
        HubCall outer = scope.enter(call);
        try {
            HubActivator.Lease lease = lease(outcome);
            return lease == null || invoke(call, lease, target, arguments, outcome, later);
        } finally {
            scope.exit(outer);
        }
    }

    private HubActivator.@Nullable Lease lease(Outcome outcome) {
        try {
            return activator.lease();
        } catch (Throwable e) {
            outcome.failed(e);
            Failures.rethrowFatal(e);
            return null;
        }
    }

    private boolean invoke(
            HubCall call,
            HubActivator.Lease lease,
            HubTarget target,
            @Nullable Object[] arguments,
            Outcome outcome,
            Runnable later) {
        CompletionStage<?> pending = null;
        try {
            Object result = target.invoke(lease.hub(), arguments);
            if (result instanceof CompletionStage<?> stage) {
                pending = stage;
            } else if (outcome instanceof LastingOutcome) {
                pending = CompletableFuture.completedFuture(result);
            } else if (result == null && target.returnsStage()) {
                outcome.failed(new IllegalStateException(target + " returned null, must return a CompletionStage"));
            } else {
                // Reported before the hub is given back: encoding the result may need something that the hub holds
                // open.
                outcome.succeeded(result);
            }
        } catch (Throwable e) {
            outcome.failed(e);
            Failures.rethrowFatal(e);
        } finally {
            giveBack(call, lease::returned);
            if (pending == null) {
                giveBack(call, lease::completed);
            }
        }
        return pending == null || await(call, pending, lease, outcome, later);
    }

    private boolean await(
            HubCall call, CompletionStage<?> stage, HubActivator.Lease lease, Outcome outcome, Runnable later) {
        AtomicBoolean oneIsThrough = new AtomicBoolean();
        BiConsumer<@Nullable Object, @Nullable Throwable> end = (result, failure) -> {
            try {
                if (failure == null) {
                    outcome.succeeded(result);
                } else {
                    outcome.failed(Failures.unwrap(failure));
                }
            } finally {
                giveBack(call, lease::completed);
                if (!oneIsThrough.compareAndSet(false, true)) {
                    later.run();
                }
            }
        };
        try {
            CompletionStage<?> last =
                    outcome instanceof LastingOutcome lasting ? stage.thenCompose(lasting::goOn) : stage;
            last.whenComplete(end);
        } catch (RuntimeException e) {
            end.accept(null, e);
        }
        return !oneIsThrough.compareAndSet(false, true);
    }

    private void giveBack(HubCall call, Runnable part) {
        try {
            part.run();
        } catch (Throwable e) {
            Failures.rethrowFatal(e);
            log.warn(LOGGER, call.context().connectionId(), "A hub object could not be released", e);
        }
    }
}
