package io.hubplane.dispatch;

import io.hubplane.connection.Caller;
import io.hubplane.dispatch.model.HubDescriptor;
import io.hubplane.dispatch.model.HubMethodDescriptor;
import io.hubplane.observe.CallKind;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.ObservedCall;
import io.hubplane.observe.ObservedConnection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Makes the observations of one hub's calls, if anybody observes. Safe for any thread. */
final class CallObserver {
    private final HubDescriptor hub;
    private final HubObserver observer;
    private final LongSupplier clock;
    private final AtomicLong calls = new AtomicLong();

    CallObserver(HubDescriptor hub, HubObserver observer, LongSupplier clock) {
        this.hub = hub;
        this.observer = observer;
        this.clock = clock;
    }

    /** A client's call has just been received. */
    CallObservation received(
            Caller caller,
            Map<String, String> headers,
            @Nullable String invocationId,
            String target,
            boolean wantsStream) {
        ObservedConnection connection = caller.observed();
        if (connection == null) {
            return CallObservation.NONE;
        }
        CallKind kind = wantsStream ? CallKind.STREAM : invocationId == null ? CallKind.SEND : CallKind.INVOKE;
        HubMethodDescriptor method = hub.method(target);
        return observe(connection, kind, target, method == null ? null : method.name(), invocationId, headers);
    }

    /** The hub is to be told about the beginning or the end of a connection. */
    CallObservation lifecycle(Caller caller, CallKind kind, String name) {
        ObservedConnection connection = caller.observed();
        if (connection == null) {
            return CallObservation.NONE;
        }
        return observe(connection, kind, name, name, null, Map.of());
    }

    private CallObservation observe(
            ObservedConnection connection,
            CallKind kind,
            String target,
            @Nullable String method,
            @Nullable String invocationId,
            Map<String, String> headers) {
        ObservedCall call = new ObservedCall(
                connection,
                calls.incrementAndGet(),
                kind,
                target,
                Optional.ofNullable(method),
                Optional.ofNullable(invocationId),
                headers);
        return new CallObservation(observer, clock, call);
    }
}
