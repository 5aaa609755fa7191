package io.hubplane.connection;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneMessage.GroupAction;
import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.Scope;
import io.hubplane.observe.HubObserver;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.transport.RelayedAnswer;
import io.hubplane.transport.RelayedRequest;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Delivers messages to the connections of a hub, here and on other nodes.
 *
 * <p>Local first: this node's connections have a message queued before the backplane is given the same bytes, and
 * whether it takes them makes no difference to them. A scope is subscribed while it has a connection here. For one
 * scope, messages sent by one thread arrive in that order at every receiver.
 *
 * <p>Life cycle: {@link #start}, then any use, then {@link #close}. Safe for any thread; no method waits for a
 * connection or for another node.
 */
public final class HubLifetimeManager implements ConnectionRegistry, AutoCloseable {
    private final HubServices services;
    private final Backplane backplane;
    private final LocalConnections connections;
    private final Routing routing;
    private final GroupCommands groupCommands;
    private final ClientResults clientResults;
    private final Relays relays;
    private final NodeWatch watch;
    private final BackplaneInbox inbox;
    private final LongConsumer beat;
    private volatile CompletionStage<Void> started = Stages.done();

    /**
     * Makes the manager of one hub.
     *
     * @param hub the hub's name, the same on every node
     * @param backplane carries to other nodes; may be shared with other hubs
     * @param protocols the protocols clients may speak, the same on every node
     * @param routing how what is for one connection finds its node, the same on every node
     * @param flusher sends what fan-outs have queued
     * @param heartbeat the node's clock
     * @param observer listens; must not throw
     * @param farm how nodes work together
     * @param applications runs what applications have waiting for their sends; not what runs hub methods, all of whose
     *     threads may wait for that
     */
    public HubLifetimeManager(
            String hub,
            Backplane backplane,
            List<HubProtocol> protocols,
            RoutingMode routing,
            Flusher flusher,
            Heartbeat heartbeat,
            HubObserver observer,
            FarmOptions farm,
            Executor applications) {
        this.services = new HubServices(hub, protocols, flusher, new SharedFrames(), heartbeat, observer, applications);
        this.backplane = backplane;
        BackplaneSubscriber subscriber = this::received;
        this.connections = new LocalConnections(hub, services.protocols(), backplane, subscriber);
        this.routing = routing == RoutingMode.NODE
                ? new NodeRouting(hub, backplane, subscriber, farm.secret())
                : new AspNetCoreRouting(hub, backplane, subscriber);
        this.groupCommands = new GroupCommands(
                backplane.nodeId(), this.routing, connections, heartbeat.ticker(), farm.acknowledgementTimeout());
        this.clientResults = new ClientResults(backplane.nodeId(), services, connections, this.routing);
        this.relays = new Relays(backplane.nodeId(), services, this.routing, farm);
        this.inbox = new BackplaneInbox(services, connections, groupCommands, clientResults, relays);
        this.watch = new NodeWatch(
                this.routing, clientResults, relays, heartbeat.ticker().getAsLong());
        this.beat = this::beat;
    }

    private void beat(long now) {
        watch.beat(now);
        groupCommands.expire(now);
        clientResults.expire(now);
        relays.expire(now);
    }

    private void received(Scope scope, byte[] message) {
        inbox.received(scope, message);
    }

    /**
     * Begins to take what other nodes send to this one.
     *
     * @return completed when they can
     */
    public CompletionStage<Void> start() {
        services.heartbeat().add(beat);
        CompletionStage<Void> live = routing.start();
        started = live;
        return live;
    }

    /**
     * Sends to every connection.
     *
     * @param message the message
     * @param excluded the ids of the connections left out
     * @return completed as {@code ClientProxy.send} says
     * @throws IllegalArgumentException if an argument cannot be encoded; nobody receives the message then
     */
    public CompletionStage<Void> sendToAll(HubMessage.Invocation message, Collection<String> excluded) {
        FanOut fanOut = FanOut.of(message, services);
        byte @Nullable [] forNodes = encodeForNodes(fanOut, excluded);
        connections.deliverToAll(fanOut, excluded);
        return fanOut.sent(publish(Scope.all(services.hub()), forNodes));
    }

    /**
     * Sends to some connections; those unknown are skipped.
     *
     * @param message the message
     * @param connectionIds their ids
     * @return completed as {@code ClientProxy.send} says
     * @throws IllegalArgumentException if an argument cannot be encoded; nobody receives the message then
     */
    public CompletionStage<Void> sendToConnections(HubMessage.Invocation message, Collection<String> connectionIds) {
        FanOut fanOut = FanOut.of(message, services);
        List<HubConnection> here = new ArrayList<>(connectionIds.size());
        List<String> elsewhere = List.of();
        for (String id : connectionIds) {
            HubConnection connection = connections.find(id);
            if (connection != null) {
                fanOut.encodeFor(connection.protocol());
                here.add(connection);
            } else if (backplane.reachesOthers()) {
                elsewhere = elsewhere.isEmpty() ? new ArrayList<>() : elsewhere;
                elsewhere.add(id);
            }
        }
        BackplaneMessage.Send forNodes = elsewhere.isEmpty() ? null : fanOut.send(List.of());
        try {
            here.forEach(fanOut::deliver);
        } finally {
            fanOut.flush();
        }
        return fanOut.sent(
                forNodes == null
                        ? Stages.done()
                        : Stages.all(elsewhere.stream()
                                .map(id -> routing.send(id, () -> forNodes).thenAccept(nodes -> {}))
                                .toList()));
    }

    /**
     * Sends to the members of some groups; a member of two receives it twice.
     *
     * @param message the message
     * @param groups the groups' names; empty names are skipped
     * @param excluded the ids of the connections left out
     * @return completed as {@code ClientProxy.send} says
     * @throws IllegalArgumentException if an argument cannot be encoded; nobody receives the message then
     */
    public CompletionStage<Void> sendToGroups(
            HubMessage.Invocation message, Collection<String> groups, Collection<String> excluded) {
        FanOut fanOut = FanOut.of(message, services);
        byte @Nullable [] forNodes = encodeForNodes(fanOut, excluded);
        return fanOut.sent(toEach(groups, group -> {
            connections.deliverToGroup(group, fanOut, excluded);
            return publish(Scope.group(services.hub(), group), forNodes);
        }));
    }

    /**
     * Sends to the connections of some users.
     *
     * @param message the message
     * @param users the user identifiers; empty ones are skipped
     * @return completed as {@code ClientProxy.send} says
     * @throws IllegalArgumentException if an argument cannot be encoded; nobody receives the message then
     */
    public CompletionStage<Void> sendToUsers(HubMessage.Invocation message, Collection<String> users) {
        FanOut fanOut = FanOut.of(message, services);
        byte @Nullable [] forNodes = encodeForNodes(fanOut, List.of());
        return fanOut.sent(toEach(users, user -> {
            connections.deliverToUser(user, fanOut);
            return publish(Scope.user(services.hub(), user), forNodes);
        }));
    }

    private static CompletionStage<Void> toEach(
            Collection<String> names, Function<String, CompletionStage<Void>> send) {
        return Stages.all(
                names.stream().filter(name -> !name.isEmpty()).map(send).toList());
    }

    /** The message for other nodes, or null if there are none; it is encoded for everybody here in any case. */
    private byte @Nullable [] encodeForNodes(FanOut fanOut, Collection<String> excluded) {
        if (backplane.reachesOthers()) {
            return BackplaneCodec.encode(fanOut.send(excluded));
        }
        connections.encode(fanOut);
        return null;
    }

    private CompletionStage<Void> publish(Scope scope, byte @Nullable [] message) {
        return message == null
                ? Stages.done()
                : backplane.publish(scope, message).thenAccept(nodes -> {});
    }

    /**
     * Adds a connection, of any node, to a group.
     *
     * @param connectionId the connection
     * @param group the group's name, not empty
     * @return completed as {@code Groups.add} says; exceptionally with a {@link ConnectionException} if no node has the
     *     connection
     */
    public CompletionStage<Void> addToGroup(String connectionId, String group) {
        return groupCommands.change(GroupAction.ADD, connectionId, group);
    }

    /**
     * Removes a connection, of any node, from a group.
     *
     * @param connectionId the connection
     * @param group the group's name, not empty
     * @return completed as {@code Groups.remove} says; exceptionally with a {@link ConnectionException} if no node has
     *     the connection
     */
    public CompletionStage<Void> removeFromGroup(String connectionId, String group) {
        return groupCommands.change(GroupAction.REMOVE, connectionId, group);
    }

    /**
     * Calls a method of one client, of any node, and takes its result.
     *
     * @param connectionId the connection
     * @param message the call, without an id; it is given one
     * @param resultType the type the result is bound to; {@code void} takes whatever comes for nothing
     * @param timeout how long the client may take, longer than 0; looked after about once a second
     * @return completed with the result, null included; exceptionally with a {@link ClientErrorException} if the client
     *     answered with an error or something that does not fit, with a {@link ConnectionException} if there is no such
     *     connection, it cannot be reached, or it ends before it has answered, and with a
     *     {@link java.util.concurrent.TimeoutException}. It may be completed by a thread that carries messages: what
     *     depends on it must not block. To cancel it, as a {@link java.util.concurrent.CompletableFuture}, gives up
     *     waiting
     * @throws IllegalArgumentException if an argument cannot be encoded or the timeout is not longer than 0
     */
    public CompletionStage<@Nullable Object> invoke(
            String connectionId, HubMessage.Invocation message, Type resultType, Duration timeout) {
        return clientResults.ask(connectionId, message, resultType, timeout);
    }

    /**
     * Takes a completion that a client of this node has sent.
     *
     * @param from the connection it came from
     * @param completion the completion
     * @return true if this connection was asked for it and has not answered before; otherwise nothing happens
     */
    public boolean completed(HubConnection from, HubMessage.Completion completion) {
        return clientResults.completed(from, completion);
    }

    @Override
    public CompletionStage<Void> connected(HubConnection connection) {
        CompletionStage<Void> added = connections.add(connection);
        return Stages.all(List.of(started, added, routing.connected(connection.id())));
    }

    @Override
    public void disconnected(HubConnection connection) {
        connections.remove(connection);
        routing.disconnected(connection.id());
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
    public boolean isElsewhere(String token) {
        return relays.isElsewhere(token);
    }

    @Override
    public Optional<CompletionStage<RelayedAnswer>> relay(RelayedRequest request) {
        return relays.ask(request);
    }

    @Override
    public void serveRelayed(
            Function<TokenDigest, @Nullable HubConnection> here,
            Function<RelayedRequest, CompletionStage<RelayedAnswer>> handler,
            Executor executor) {
        relays.serve(new Relays.Service(here, handler, new RelayLanes(executor)));
    }

    @Override
    public HubServices services() {
        return services;
    }

    /** How many entries the stores have; 0 when nothing is left behind. */
    int size() {
        return connections.size() + groupCommands.size() + clientResults.size() + relays.size();
    }

    /**
     * Tells every connection that the node goes away, ceases to take what other nodes send, and fails what waits for
     * them. Does not wait for the connections; {@link HubConnections#close} does, and is to be called before.
     */
    @Override
    public void close() {
        connections.snapshot().forEach(HubConnection::goAway);
        routing.stop();
        groupCommands.close();
        clientResults.close();
        relays.close();
        services.heartbeat().remove(beat);
    }
}
