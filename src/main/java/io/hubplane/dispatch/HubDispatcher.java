package io.hubplane.dispatch;

import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubDispatch;
import io.hubplane.connection.HubLifetimeManager;
import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.hub.Groups;
import io.hubplane.hub.HubFilter;
import io.hubplane.observe.GuardedHubObserver;
import io.hubplane.observe.HubObserver;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Dispatches what the clients of one hub send to the hub's methods. Safe for any thread. */
public final class HubDispatcher implements HubDispatch {
    private final NodeResources node;
    private final int parallelInvocations;
    private final HubInvocations invocations;
    private final HubLifecycleCalls lifecycle;
    private final DeliveryClients clients;
    private final Groups groups;

    /**
     * Makes a dispatcher.
     *
     * @param node what all hubs of the node share
     * @param hub the hub
     * @param options how its methods are called
     * @param activator provides the objects they are called on
     * @param filters stand around its methods, the outermost first
     * @param lifecycle hears of the hub's connections
     * @param lifetime delivers to the hub's connections
     */
    public HubDispatcher(
            NodeResources node,
            HubDescriptor hub,
            DispatchOptions options,
            HubActivator activator,
            List<HubFilter> filters,
            HubLifecycle lifecycle,
            HubLifetimeManager lifetime) {
        this(node, hub, options, activator, filters, lifecycle, new LifetimeDelivery(lifetime));
    }

    HubDispatcher(
            NodeResources node,
            HubDescriptor hub,
            DispatchOptions options,
            HubActivator activator,
            List<HubFilter> filters,
            HubLifecycle lifecycle,
            Delivery delivery) {
        this.node = node;
        this.parallelInvocations = options.maximumParallelInvocationsPerClient();
        HubInvoker invoker = new HubInvoker(activator, node.scope());
        FilterChain chain = new FilterChain(hub.hubClass(), filters, node.scope());
        HubObserver observer = GuardedHubObserver.of(node.observer());
        ErrorTexts texts = new ErrorTexts(options.enableDetailedErrors());
        this.invocations = new HubInvocations(hub, invoker, chain, texts, observer, node.clock());
        this.lifecycle = new HubLifecycleCalls(hub, invoker, chain, lifecycle, node.scope());
        this.clients = new DeliveryClients(delivery);
        this.groups = new DeliveryGroups(delivery);
    }

    @Override
    public HubMessageReceiver connected(HubConnection connection, CompletionStage<Void> ready) {
        return connected(new ConnectionCaller(connection), ready);
    }

    HubMessageReceiver connected(Caller caller, CompletionStage<Void> ready) {
        CallerContext context = new CallerContext(caller, node.name());
        HubCall call = new HubCall(context, new DeliveryCallerClients(clients, caller.id()), groups);
        Backlog backlog = new Backlog();
        ConnectionSteps steps =
                new ConnectionSteps(caller, context, call, backlog, invocations, lifecycle, parallelInvocations);
        ConnectionDispatch dispatch = new ConnectionDispatch(caller, backlog, node.readGate(), steps, node.executor());
        ready.whenComplete((nothing, failure) -> dispatch.ready(failure));
        return dispatch;
    }
}
