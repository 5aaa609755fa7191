package io.hubplane.lifetime.handover;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneMessage.ConnectionSend;
import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.backplane.BackplaneMessage.HandoverAnswer;
import io.hubplane.backplane.BackplaneMessage.HandoverRequest;
import io.hubplane.backplane.BackplaneMessage.ResultAbandoned;
import io.hubplane.backplane.BackplaneStamp;
import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.Scope;
import io.hubplane.connection.HandoverHost;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubServices;
import io.hubplane.lifetime.recipients.LocalConnections;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.lifetime.routing.MovedConnections;
import io.hubplane.lifetime.routing.Routing;
import io.hubplane.transport.Arrival;
import io.hubplane.transport.RequestInfo;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What hand-overs change in the way of messages: which of two nodes delivers a message to a connection that is changing
 * its node, and which of several nodes answers for one that has. Safe for any thread.
 */
public final class Handovers {
    private final String nodeId;
    private final Routing routing;
    private final MovedConnections moved;
    private final LocalConnections connections;
    private final HandoverGate gate = new HandoverGate();
    private final Heirs heirs;
    private final Departures departures;
    private final Arrivals arrivals;

    /**
     * Makes the hand-overs of one hub; nothing is handed over before {@link #serve}.
     *
     * @param subscriber gets what comes for connections that were handed over to this node
     * @param moved the connections of this node that others have taken
     * @param connections the connections of this node
     * @param duties what nodes want of connections that come
     * @param leave removes a connection from the registry, and calls {@link #left}
     */
    public Handovers(
            Backplane backplane,
            BackplaneSubscriber subscriber,
            HubServices services,
            Routing routing,
            MovedConnections moved,
            LocalConnections connections,
            Duties duties,
            Consumer<HubConnection> leave) {
        this.nodeId = backplane.nodeId();
        this.routing = routing;
        this.moved = moved;
        this.connections = connections;
        this.heirs = new Heirs(services.hub(), backplane, subscriber);
        HandoverStateCodec codec = new HandoverStateCodec(services.hub(), services.protocols());
        this.departures = new Departures(nodeId, services, routing, gate, moved, codec, connections, leave);
        this.arrivals = new Arrivals(
                nodeId, services, routing, gate, new Residence(services, connections, heirs, moved, duties, codec));
    }

    /** Begins to hand over connections, in both directions. */
    public void serve(HandoverHost host) {
        departures.serve(host);
        arrivals.serve(host);
    }

    /** A client has come with a token; empty if no other node can have its connection. */
    public Optional<CompletionStage<Arrival>> arrive(String token, RequestInfo request) {
        return arrivals.arrive(token, request);
    }

    /** A connection is no longer here; it has ended, or another node goes on with it. */
    public void left(HubConnection connection) {
        String home = routing.otherNode(connection.id());
        if (home != null) {
            heirs.remove(home);
        }
    }

    /** Whether no hand-over is under way, so that messages of other nodes take their usual way. */
    public boolean areAbsent() {
        return !gate.isUsed();
    }

    /** Takes a step of a hand-over; false if the message is something else. */
    public boolean received(Scope scope, BackplaneMessage message) {
        if (message instanceof HandoverRequest request) {
            departures.received(request, isOfAnother(scope));
            return true;
        }
        if (message instanceof HandoverAnswer answer) {
            arrivals.received(answer);
            return true;
        }
        return false;
    }

    /**
     * Whether another node has to carry out a message: this one also gets what is for nodes whose connections it has
     * taken, and what is for connections that others have taken.
     */
    public boolean isForAnother(Scope scope, BackplaneMessage message) {
        boolean foreign = isOfAnother(scope);
        if (!foreign && moved.isUnused()) {
            return false;
        }
        String id = connectionOf(message);
        return id == null ? foreign : connections.find(id) == null && (foreign || moved.hasId(id));
    }

    private boolean isOfAnother(Scope scope) {
        return scope.kind() == Scope.Kind.NODE && !scope.name().equals(nodeId);
    }

    private static @Nullable String connectionOf(BackplaneMessage message) {
        if (message instanceof ConnectionSend send) {
            return send.connectionId();
        }
        if (message instanceof GroupCommand command) {
            return command.connectionId();
        }
        return message instanceof ResultAbandoned abandoned ? abandoned.connectionId() : null;
    }

    /** Carries out a message of another node, and notes it for connections that are coming or going. */
    public void deliver(Scope scope, byte[] bytes, BackplaneMessage message, Runnable carryOut) {
        gate.deliver(() -> {
            String origin = BackplaneStamp.origin(bytes);
            if (origin != null) {
                gate.seen().note(scope, origin, BackplaneStamp.sequence(bytes));
            }
            arrivals.came(scope, bytes, message);
            carryOut.run();
            return scope;
        });
    }

    /**
     * Begins a delivery of this node, unless a hand-over is under way; {@link #leave} ends it, on the same thread.
     *
     * @return false if a hand-over is under way: then {@link #send} runs the delivery
     */
    public boolean enter() {
        return gate.enter();
    }

    /** Ends what {@link #enter} has begun. */
    public void leave() {
        gate.leave();
    }

    /**
     * Sends a message of this node while a hand-over is under way, and notes it for connections that are coming.
     *
     * @param message the message, for those
     * @param send sends it
     * @return what {@code send} returns
     */
    public CompletionStage<Void> send(
            Recipients recipients, Supplier<BackplaneMessage.Send> message, Supplier<CompletionStage<Void>> send) {
        return gate.deliver(() -> {
            CompletionStage<Void> sent = send.get();
            if (arrivals.isCapturing()) {
                arrivals.sent(recipients, message.get());
            }
            return sent;
        });
    }

    /** Does something else with a connection that may be about to move. */
    public <T> T change(Supplier<T> action) {
        if (!gate.enter()) {
            return gate.deliver(action);
        }
        try {
            return action.get();
        } finally {
            gate.leave();
        }
    }

    /**
     * Ends what takes too long.
     *
     * @param now the time, in nanoseconds
     */
    public void expire(long now) {
        departures.expire(now);
        arrivals.expire(now);
    }

    /** How many hand-overs are under way. */
    public int size() {
        return arrivals.size() + departures.size();
    }

    /** Hands over nothing more; what was handed over is believed to have arrived. */
    public void close() {
        arrivals.close();
        departures.close();
        heirs.close();
    }
}
