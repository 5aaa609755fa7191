package io.hubplane.dispatch;

import io.hubplane.connection.Caller;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubDispatch;
import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.delivery.HubViews;
import io.hubplane.dispatch.model.HubDescriptor;
import io.hubplane.dispatch.stream.Uploads;
import io.hubplane.hub.HubFilter;
import io.hubplane.lifetime.Delivery;
import io.hubplane.observe.GuardedHubObserver;
import io.hubplane.observe.HubObserver;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Passes what the clients of one hub send to the hub's methods. Safe for any thread. */
public final class HubDispatcher implements HubDispatch {
    private final NodeResources node;
    private final HubDescriptor hub;
    private final DispatchOptions options;
    private final HubInvocations invocations;
    private final HubLifecycleCalls lifecycle;
    private final HubViews views;
    private final Consumer<String> limits;
    private final CallObserver calls;
    private final ReadingThreads readingThreads;

    /**
     * Makes a dispatcher.
     *
     * @param node what all hubs of the node share
     * @param hub the hub
     * @param options how its methods are called
     * @param activator provides the hub objects
     * @param filters the filters of its calls, the outermost first
     * @param lifecycle is told about the hub's connections
     * @param delivery sends to the hub's connections
     */
    public HubDispatcher(
            NodeResources node,
            HubDescriptor hub,
            DispatchOptions options,
            HubActivator activator,
            List<HubFilter> filters,
            HubLifecycle lifecycle,
            Delivery delivery) {
        this.node = node;
        this.hub = hub;
        this.options = options;
        HubInvoker invoker = new HubInvoker(activator, node.scope(), node.log());
        FilterChain chain = new FilterChain(hub.hubClass(), filters, node.scope());
        HubObserver observer = GuardedHubObserver.of(node.observer());
        ErrorTexts texts = new ErrorTexts(options.enableDetailedErrors());
        this.calls = new CallObserver(hub, observer, node.clock());
        this.invocations = new HubInvocations(hub, invoker, chain, texts, node.log(), node.executor());
        this.lifecycle = new HubLifecycleCalls(hub, invoker, chain, lifecycle, node.scope(), calls, node.log());
        this.limits = delivery::limitReached;
        this.readingThreads = new ReadingThreads(node.identities().nobody(), hub.hubClass());
        this.views = new HubViews(delivery, options.clientResultTimeout());
    }

    @Override
    public HubMessageReceiver connected(HubConnection connection, CompletionStage<Void> ready) {
        return connected((Caller) connection, ready);
    }

    @Override
    public HubMessageReceiver goesOn(HubConnection connection) {
        return goesOn((Caller) connection);
    }

    HubMessageReceiver goesOn(Caller caller) {
        ConnectionDispatch dispatch = dispatch(caller);
        dispatch.goOn();
        return dispatch;
    }

    HubMessageReceiver connected(Caller caller, CompletionStage<Void> ready) {
        ConnectionDispatch dispatch = dispatch(caller);
        ready.whenComplete((nothing, failure) -> dispatch.ready(failure));
        return dispatch;
    }

    private ConnectionDispatch dispatch(Caller caller) {
        CallerContext context = new CallerContext(caller, node.name(), node.identities());
        HubCalls hubCalls = new HubCalls(context, views);
        CallQueue queue = new CallQueue(options.applicationMaxBufferSize());
        Uploads uploads =
                new Uploads(caller, node.readThrottle(), node.executor(), options.streamBufferCapacity(), node.log());
        ActiveInvocations active = new ActiveInvocations(
                hub, caller, uploads, node.executor(), options.maximumParallelStreamsPerClient(), limits, calls);
        InvocationLimit limit = new InvocationLimit(options.maximumParallelInvocationsPerClient());
        ConnectionCalls steps =
                new ConnectionCalls(caller, context, hubCalls, queue, active, limit, invocations, lifecycle);
        return new ConnectionDispatch(
                caller,
                context,
                queue,
                active,
                uploads,
                limit,
                node.readThrottle(),
                steps,
                node.executor(),
                readingThreads,
                options,
                node.clock(),
                limits,
                calls,
                node.log());
    }
}
