package io.hubplane.lifetime;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneMessage.GroupAction;
import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.LostMessages;
import io.hubplane.backplane.Scope;
import io.hubplane.concurrent.Stages;
import io.hubplane.connection.ConnectionRegistry;
import io.hubplane.connection.HandoverHost;
import io.hubplane.connection.Heartbeat;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubConnections;
import io.hubplane.connection.HubServices;
import io.hubplane.connection.TokenDigest;
import io.hubplane.connection.outbound.Flusher;
import io.hubplane.lifetime.forwarding.Forwarding;
import io.hubplane.lifetime.handover.Handovers;
import io.hubplane.lifetime.recipients.LocalConnections;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.lifetime.routing.FarmOptions;
import io.hubplane.lifetime.routing.MovedConnections;
import io.hubplane.lifetime.routing.Routing;
import io.hubplane.lifetime.routing.RoutingMode;
import io.hubplane.observe.ClientLog;
import io.hubplane.observe.HubObserver;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.transport.Arrival;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import io.hubplane.transport.RequestInfo;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Delivers messages to the connections of a hub, here and on other nodes.
 *
 * <p>Local first: the message is in the queues of this node's connections before the backplane gets the same bytes.
 * They receive it even if the backplane fails. A scope is subscribed while it has a connection here. For one scope,
 * messages that one thread sends arrive in that order at every receiver.
 *
 * <p>Life cycle: {@link #start}, then any use, then {@link #close}. Safe for any thread; no method waits for a
 * connection or for another node.
 */
public final class HubLifetimeManager implements Delivery, ConnectionRegistry, AutoCloseable {
    private final HubServices services;
    private final LocalConnections connections;
    private final Routing routing;
    private final Sends sends;
    private final GroupCommands groupCommands;
    private final ClientResults clientResults;
    private final Forwarding forwarding;
    private final NodeWatch watch;
    private final BackplaneInbox inbox;
    private final Handovers handovers;
    private final LongConsumer beat;
    private volatile Consumer<LostMessages> lost = messages -> {};
    private volatile CompletionStage<Void> started = Stages.done();

    /**
     * Makes the manager of one hub.
     *
     * @param hub the hub's name, the same on every node
     * @param backplane sends to other nodes; may be shared with other hubs
     * @param protocols the protocols that clients may use, the same on every node
     * @param routing how messages for one connection find its node, the same on every node
     * @param flusher sends what fan-outs have queued
     * @param heartbeat the node's clock
     * @param observer observes; must not throw
     * @param log logs problems that clients cause
     * @param farm how nodes work together
     * @param applications runs the actions of applications that wait for their sends; must not be the pool of hub
     *     methods, since all its threads may wait for these actions
     */
    public HubLifetimeManager(
            String hub,
            Backplane backplane,
            List<HubProtocol> protocols,
            RoutingMode routing,
            Flusher flusher,
            Heartbeat heartbeat,
            HubObserver observer,
            ClientLog log,
            FarmOptions farm,
            Executor applications) {
        this.services = new HubServices(hub, protocols, flusher, heartbeat, observer, log, applications);
        BackplaneSubscriber subscriber = new Subscriber();
        MovedConnections moved = new MovedConnections();
        this.connections = new LocalConnections(hub, services.protocols(), backplane, subscriber);
        this.routing = routing.of(hub, backplane, subscriber, farm.secret(), moved);
        this.groupCommands = new GroupCommands(
                backplane.nodeId(), services, this.routing, connections, farm.acknowledgementTimeout());
        this.clientResults = new ClientResults(backplane.nodeId(), services, connections, this.routing);
        this.handovers = new Handovers(
                backplane,
                subscriber,
                services,
                this.routing,
                moved,
                connections,
                new ConnectionDuties(clientResults, groupCommands),
                this::left);
        this.sends = new Sends(services, backplane, connections, this.routing, handovers);
        this.forwarding = new Forwarding(backplane.nodeId(), services, this.routing, farm);
        this.inbox = new BackplaneInbox(services, connections, groupCommands, clientResults, forwarding, handovers);
        this.watch = new NodeWatch(
                this.routing, clientResults, forwarding, heartbeat.ticker().getAsLong());
        this.beat = this::beat;
    }

    private void beat(long now) {
        watch.beat(now);
        groupCommands.expire(now);
        clientResults.expire(now);
        forwarding.expire(now);
        handovers.expire(now);
    }

    /** A connection is no longer here; it has ended, or another node goes on with it. */
    private void left(HubConnection connection) {
        connections.remove(connection);
        routing.disconnected(connection.id());
        handovers.left(connection);
    }

    private final class Subscriber implements BackplaneSubscriber {
        @Override
        public void received(Scope scope, byte[] message) {
            inbox.received(scope, message);
        }

        @Override
        public void missed(LostMessages messages) {
            lost.accept(messages);
        }
    }

    /**
     * Sets what is done when messages of other nodes are lost; nothing at first.
     *
     * @param action called by the thread that reads from the backplane; must not block
     */
    public void whenLost(Consumer<LostMessages> action) {
        lost = action;
    }

    /**
     * Begins to receive what other nodes send.
     *
     * @return completed when they can send
     */
    public CompletionStage<Void> start() {
        services.heartbeat().add(beat);
        CompletionStage<Void> live = routing.start();
        started = live;
        return live;
    }

    @Override
    public CompletionStage<Void> send(Recipients recipients, HubMessage.Invocation message) {
        return sends.send(recipients, message);
    }

    @Override
    public CompletionStage<Void> addToGroup(String connectionId, String group) {
        return handovers.change(() -> groupCommands.change(GroupAction.ADD, connectionId, group));
    }

    @Override
    public CompletionStage<Void> removeFromGroup(String connectionId, String group) {
        return handovers.change(() -> groupCommands.change(GroupAction.REMOVE, connectionId, group));
    }

    @Override
    public CompletionStage<@Nullable Object> invoke(
            String connectionId, HubMessage.Invocation message, Type resultType, Duration timeout) {
        return handovers.change(() -> clientResults.ask(connectionId, message, resultType, timeout));
    }

    @Override
    public CompletionStage<Void> connected(HubConnection connection) {
        CompletionStage<Void> added = connections.add(connection);
        return Stages.all(List.of(started, added, routing.connected(connection.id())));
    }

    @Override
    public void limitReached(String limit) {
        services.limitReached(limit);
    }

    @Override
    public void disconnected(HubConnection connection) {
        left(connection);
        clientResults.disconnected(connection);
    }

    @Override
    public String connectionId(String random) {
        return routing.connectionId(random);
    }

    @Override
    public String connectionToken(String random) {
        return routing.connectionToken(random);
    }

    @Override
    public boolean handsOver(String connectionId) {
        return routing.handsOver() && !connections.isKeptHere(connectionId);
    }

    @Override
    public Optional<CompletionStage<Arrival>> arrive(String token, RequestInfo request) {
        return handovers.arrive(token, request);
    }

    @Override
    public void serveHandovers(HandoverHost host) {
        handovers.serve(host);
    }

    @Override
    public boolean isElsewhere(String token) {
        return forwarding.isElsewhere(token);
    }

    @Override
    public Optional<CompletionStage<ForwardedAnswer>> forward(ForwardedRequest request) {
        return forwarding.ask(request);
    }

    @Override
    public CompletionStage<Void> recallForwarded() {
        return forwarding.recallAll();
    }

    @Override
    public void serveForwarded(
            Function<TokenDigest, @Nullable HubConnection> here,
            Function<ForwardedRequest, CompletionStage<ForwardedAnswer>> handler,
            Executor executor,
            Duration sendTimeout) {
        forwarding.serve(here, handler, executor, sendTimeout);
    }

    /**
     * Sends a message to recipients on this node only.
     *
     * @param recipients who receives it
     * @param message the message
     * @throws IllegalArgumentException if a value in it cannot be encoded
     */
    public void sendHere(Recipients recipients, HubMessage.Invocation message) {
        new LocalSends(services, connections).send(recipients, message);
    }

    /** The connections of this node. */
    public LocalConnections local() {
        return connections;
    }

    /**
     * Which of some other nodes may have a connection.
     *
     * @param connectionId its id
     * @param nodes the ids of the nodes
     * @return all of them, since any may have taken the connection over; none if no node makes such ids
     */
    public Collection<String> nodesOf(String connectionId, Collection<String> nodes) {
        return routing.nodesOf(connectionId, nodes);
    }

    @Override
    public HubServices services() {
        return services;
    }

    @Override
    public ConnectionRegistry.Counts counts() {
        return new ConnectionRegistry.Counts(
                connections.size(),
                connections.users(),
                connections.groups(),
                connections.scopes(),
                clientResults.size(),
                connections.questions(),
                groupCommands.size(),
                forwarding.size() + handovers.size(),
                forwarding.unconfirmed());
    }

    /**
     * Tells every connection that the node shuts down, stops receiving from other nodes, and fails everything that
     * waits for them. Does not wait for the connections: call {@link HubConnections#close} first, which does.
     */
    @Override
    public void close() {
        connections.snapshot().forEach(HubConnection::goAway);
        handovers.close();
        routing.stop();
        groupCommands.close();
        clientResults.close();
        forwarding.close();
        services.heartbeat().remove(beat);
    }
}
