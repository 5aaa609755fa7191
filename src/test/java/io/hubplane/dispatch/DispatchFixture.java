package io.hubplane.dispatch;

import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.connection.ReadThrottle;
import io.hubplane.dispatch.model.HubDescriptor;
import io.hubplane.fake.ManualExecutor;
import io.hubplane.fake.RecordingDelivery;
import io.hubplane.hub.Disconnection;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubFilter;
import io.hubplane.observe.CallKind;
import io.hubplane.observe.CallOutcome;
import io.hubplane.observe.ClientLog;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.ObservedCall;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.Payload;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A dispatcher for one hub object, surrounded by fakes. */
public final class DispatchFixture {
    public final ManualExecutor executor = new ManualExecutor();
    public final FakeActivator activator;
    final RecordingDelivery delivery = new RecordingDelivery();
    final CallScope scope = new CallScope();
    final List<String> observed = new CopyOnWriteArrayList<>();
    final List<String> events = new CopyOnWriteArrayList<>();
    final AtomicLong clock = new AtomicLong();
    public final FakeCaller caller = new FakeCaller("c1");
    public List<HubFilter> filters = List.of();
    public DispatchOptions options = DispatchOptions.DEFAULTS;
    ReadThrottle throttle = new ReadThrottle(4);
    CallerIdentities identities = CallerIdentities.NONE;

    @Nullable
    RuntimeException eventFailure;

    private final Object hub;

    public DispatchFixture(Object hub) {
        this.hub = hub;
        this.activator = new FakeActivator(() -> hub);
    }

    HubDispatcher dispatcher(Executor runsOn) {
        HubObserver observer = new HubObserver() {
            @Override
            public void callEnded(ObservedCall call, long nanos, CallOutcome outcome, @Nullable Throwable failure) {
                if (call.kind() != CallKind.CONNECTED && call.kind() != CallKind.DISCONNECTED) {
                    observed.add(call.method().orElse(call.target()) + " " + nanos + " " + outcome);
                }
            }
        };
        HubLifecycle lifecycle = new HubLifecycle() {
            @Override
            public void connected(HubCallerContext connected) {
                event("connected " + connected.connectionId());
            }

            @Override
            public void disconnected(Disconnection disconnection) {
                event("disconnected " + disconnection.caller().connectionId() + " "
                        + disconnection.reason().map(Throwable::getMessage).orElse("regularly"));
            }
        };
        NodeResources node = new NodeResources(
                "node-a",
                runsOn,
                throttle,
                scope,
                identities,
                observer,
                new ClientLog(clock::get, ClientLog.DEFAULT_LINES),
                clock::get);
        return new HubDispatcher(
                node, HubDescriptor.of(hub.getClass()), options, activator, filters, lifecycle, delivery);
    }

    private void event(String event) {
        events.add(event + (scope.current().isPresent() ? "" : " outside of a call"));
        if (eventFailure != null) {
            throw eventFailure;
        }
    }

    /** The connection of {@link #caller}, ready, on {@link #executor}. */
    public HubMessageReceiver connect() {
        HubMessageReceiver receiver = dispatcher(executor).connected(caller, CompletableFuture.completedFuture(null));
        executor.runAll();
        return receiver;
    }

    /** Calls a method on a new connection and returns the answer. */
    public HubMessage.Completion answer(String target, @Nullable Object... arguments) throws InterruptedException {
        connect().received(invocation("1", target, arguments), 10);
        executor.runAll();
        return caller.completion();
    }

    public static HubMessage.Invocation invocation(String id, String target, @Nullable Object... arguments) {
        return new HubMessage.Invocation(Map.of(), id, target, Arguments.of(arguments), List.of());
    }

    static HubMessage.Invocation uploading(
            @Nullable String id, String target, List<String> streamIds, @Nullable Object... arguments) {
        return new HubMessage.Invocation(Map.of(), id, target, Arguments.of(arguments), streamIds);
    }

    static HubMessage.StreamItem item(String id, @Nullable Object item) {
        return new HubMessage.StreamItem(Map.of(), id, Payload.of(item));
    }

    static HubMessage.CancelInvocation cancel(String id) {
        return new HubMessage.CancelInvocation(Map.of(), id);
    }

    static HubMessage.StreamInvocation streamInvocation(String id, String target, @Nullable Object... arguments) {
        return new HubMessage.StreamInvocation(Map.of(), id, target, Arguments.of(arguments), List.of());
    }

    static DispatchOptions parallel(int invocations) {
        return with(invocations, 100, false);
    }

    static DispatchOptions streams(int most) {
        return with(1, most, false);
    }

    static DispatchOptions rate(int callsPerSecond, int burst) {
        DispatchOptions defaults = DispatchOptions.DEFAULTS;
        return new DispatchOptions(
                1,
                defaults.maximumParallelStreamsPerClient(),
                defaults.maximumThreadsPerClient(),
                callsPerSecond,
                burst,
                defaults.streamBufferCapacity(),
                defaults.applicationMaxBufferSize(),
                defaults.clientResultTimeout(),
                false);
    }

    public static DispatchOptions detailed() {
        return with(1, 100, true);
    }

    private static DispatchOptions with(int invocations, int streams, boolean detailedErrors) {
        DispatchOptions defaults = DispatchOptions.DEFAULTS;
        return new DispatchOptions(
                invocations,
                streams,
                defaults.maximumThreadsPerClient(),
                defaults.callsPerSecondPerClient(),
                defaults.callBurstPerClient(),
                3,
                defaults.applicationMaxBufferSize(),
                defaults.clientResultTimeout(),
                detailedErrors);
    }
}
