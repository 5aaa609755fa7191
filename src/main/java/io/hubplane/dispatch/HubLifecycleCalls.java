package io.hubplane.dispatch;

import io.hubplane.concurrent.Failures;
import io.hubplane.connection.Caller;
import io.hubplane.dispatch.model.HubCall;
import io.hubplane.dispatch.model.HubDescriptor;
import io.hubplane.dispatch.model.HubTarget;
import io.hubplane.dispatch.model.LifecycleMethod;
import io.hubplane.hub.Disconnection;
import io.hubplane.observe.CallKind;
import io.hubplane.observe.ClientLog;
import java.lang.System.Logger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells a hub, then the application's observers, about the beginning and the end of a connection. Safe for any thread.
 */
final class HubLifecycleCalls {
    private static final Logger LOGGER = System.getLogger(HubLifecycleCalls.class.getName());

    private static final Object[] NONE = {};

    private final HubDescriptor hub;
    private final HubInvoker invoker;
    private final FilterChain filters;
    private final HubLifecycle observers;
    private final CallScope scope;
    private final CallObserver calls;
    private final ClientLog log;

    HubLifecycleCalls(
            HubDescriptor hub,
            HubInvoker invoker,
            FilterChain filters,
            HubLifecycle observers,
            CallScope scope,
            CallObserver calls,
            ClientLog log) {
        this.hub = hub;
        this.invoker = invoker;
        this.filters = filters;
        this.observers = observers;
        this.scope = scope;
        this.calls = calls;
        this.log = log;
    }

    /**
     * Calls the filters and the hub's {@code @Connected} method, if there are any.
     *
     * @param outcome receives the failure of the method, or null
     * @param later run after the outcome has been reported, but not if that happens before this method returns
     * @return whether the outcome has been reported
     */
    boolean connected(HubCall call, Caller caller, Consumer<@Nullable Throwable> outcome, Runnable later) {
        LifecycleMethod method = hub.connected();
        if (method == null && filters.isEmpty()) {
            outcome.accept(null);
            return true;
        }
        HubTarget target = filters.aroundConnected(target(method), call);
        Object[] arguments = method == null ? NONE : method.arguments(call);
        return invoke(
                call, target, arguments, calls.lifecycle(caller, CallKind.CONNECTED, "connected"), outcome, later);
    }

    /**
     * Calls the filters and the hub's {@code @Disconnected} method, if there are any; otherwise like
     * {@link #connected}.
     */
    boolean disconnected(
            HubCall call,
            Caller caller,
            Disconnection disconnection,
            Consumer<@Nullable Throwable> outcome,
            Runnable later) {
        LifecycleMethod method = hub.disconnected();
        if (method == null && filters.isEmpty()) {
            outcome.accept(null);
            return true;
        }
        HubTarget target = filters.aroundDisconnected(target(method), call, disconnection);
        Object[] arguments = method == null ? NONE : method.arguments(call, disconnection);
        CallObservation observation = calls.lifecycle(caller, CallKind.DISCONNECTED, "disconnected");
        return invoke(call, target, arguments, observation, outcome, later);
    }

    private boolean invoke(
            HubCall call,
            HubTarget target,
            Object[] arguments,
            CallObservation observation,
            Consumer<@Nullable Throwable> outcome,
            Runnable later) {
        observation.began();
        try {
            return invoker.invoke(call, target, arguments, telling(call, target, observation, outcome), later);
        } finally {
            observation.returned();
        }
    }

    private static HubTarget target(@Nullable LifecycleMethod method) {
        return method == null ? HubTarget.NOTHING : method.bean();
    }

    void fireConnected(HubCall call) {
        fire(call, () -> observers.connected(call.context()));
    }

    void fireDisconnected(HubCall call, Disconnection disconnection) {
        fire(call, () -> observers.disconnected(disconnection));
    }

    private void fire(HubCall call, Runnable event) {
        scope.within(call, () -> {
            try {
                event.run();
            } catch (Throwable e) {
                Failures.rethrowFatal(e);
                log.warn(
                        LOGGER,
                        call.context().connectionId(),
                        "An observer of the connections of hub " + hub.name() + " failed",
                        e);
            }
            return true;
        });
    }

    private HubInvoker.Outcome telling(
            HubCall call, HubTarget target, CallObservation observation, Consumer<@Nullable Throwable> outcome) {
        return new HubInvoker.Outcome() {
            @Override
            public void succeeded(@Nullable Object result) {
                observation.completed();
                outcome.accept(null);
            }

            @Override
            public void failed(Throwable failure) {
                log.warn(
                        LOGGER,
                        call.context().connectionId(),
                        "Method " + target + " of hub " + hub.name() + " failed",
                        failure);
                observation.failed(failure, false);
                outcome.accept(failure);
            }
        };
    }
}
