package io.hubplane.lifetime.handover;

import io.hubplane.backplane.BackplaneMessage.HandoverAnswer;
import io.hubplane.backplane.BackplaneMessage.HandoverRequest;
import io.hubplane.backplane.HandoverStep;
import io.hubplane.backplane.HandoverVerdict;
import io.hubplane.backplane.Scope;
import io.hubplane.connection.ClientResultCallback;
import io.hubplane.connection.Departure;
import io.hubplane.connection.Handover;
import io.hubplane.connection.HandoverHost;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubServices;
import io.hubplane.connection.TokenDigest;
import io.hubplane.lifetime.recipients.LocalConnections;
import io.hubplane.lifetime.routing.MovedConnections;
import io.hubplane.lifetime.routing.Routing;
import io.hubplane.transport.Identity;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands connections of this node over to nodes to which their clients have come; {@link Arrivals} asks for them there.
 * Each step is carried out by the thread that reads from the backplane. Safe for any thread.
 */
final class Departures {
    private static final Logger LOGGER = System.getLogger(Departures.class.getName());

    /** How long the other node may take for its next step, in nanoseconds; then the connection waits for its client. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);

    private static final byte[] NOTHING = {};

    private final String nodeId;
    private final HubServices services;
    private final Routing routing;
    private final HandoverGate gate;
    private final MovedConnections moved;
    private final HandoverStateCodec codec;
    private final LocalConnections connections;
    private final Consumer<HubConnection> leave;
    private final Map<TokenDigest, Begun> begun = new ConcurrentHashMap<>();
    private final HandedOver handedOver;

    private volatile @Nullable HandoverHost host;

    /**
     * A hand-over that has begun.
     *
     * @param node the node that has asked
     * @param groups the groups of which it has been told
     * @param since the time of the last step, in nanoseconds
     */
    private record Begun(String node, Departure departure, Set<String> groups, long since) {}

    /**
     * Makes the departures of one hub; nothing is handed over before {@link #serve}.
     *
     * @param leave removes a connection from the registry
     */
    Departures(
            String nodeId,
            HubServices services,
            Routing routing,
            HandoverGate gate,
            MovedConnections moved,
            HandoverStateCodec codec,
            LocalConnections connections,
            Consumer<HubConnection> leave) {
        this.nodeId = nodeId;
        this.services = services;
        this.routing = routing;
        this.gate = gate;
        this.moved = moved;
        this.codec = codec;
        this.connections = connections;
        this.leave = leave;
        this.handedOver = new HandedOver(nodeId, services.ticker(), routing, gate, moved);
    }

    void serve(HandoverHost connections) {
        host = connections;
    }

    /**
     * Takes a step of another node.
     *
     * @param heir whether it was sent to another node, whose connections this one has taken: then others may answer
     */
    void received(HandoverRequest request, boolean heir) {
        TokenDigest token = TokenDigest.read(request.connection());
        HandoverHost connections = host;
        if (request.step() == HandoverStep.TAKEN) {
            handedOver.taken(token);
            return;
        }
        HubConnection connection = connections == null ? null : connections.find(token);
        if (request.step() == HandoverStep.VOID) {
            revoke(token, connection);
        } else if (connection == null) {
            if (!heir && !moved.hasToken(token)) {
                answer(request, HandoverVerdict.REFUSED, NOTHING);
            }
        } else if (!connection.identity().isSameUser(Identity.of(principal(request.principal())))) {
            LOGGER.log(
                    Level.DEBUG, "Connection {0}: another user has come to node {1}", connection.id(), request.node());
            answer(request, HandoverVerdict.OTHER_USER, NOTHING);
        } else {
            carryOut(request, token, connection);
        }
    }

    private static @Nullable Principal principal(@Nullable String name) {
        return name == null ? null : () -> name;
    }

    private void carryOut(HandoverRequest request, TokenDigest token, HubConnection connection) {
        switch (request.step()) {
            case ASK -> {
                boolean may = mayGo(connection) && !routing.isBehind();
                answer(request, may ? HandoverVerdict.DONE : HandoverVerdict.REFUSED, NOTHING);
            }
            case BEGIN -> begin(request, token, connection);
            case COMMIT, FORCE -> gate.step(() -> commit(request, token));
            case TAKEN, VOID -> {} // not about a connection that is here
        }
    }

    private void begin(HandoverRequest request, TokenDigest token, HubConnection connection) {
        gate.begin();
        Departure departure = Departure.begin(connection);
        if (departure == null || !mayGo(connection) || !departure.isPortable()) {
            gate.end();
            answer(request, HandoverVerdict.REFUSED, NOTHING);
            return;
        }
        note(token, request.node(), departure);
        answer(request, HandoverVerdict.DONE, plan(departure));
    }

    private void note(TokenDigest token, String node, Departure departure) {
        Begun before = begun.put(
                token,
                new Begun(
                        node,
                        departure,
                        Set.copyOf(departure.groups()),
                        services.ticker().getAsLong()));
        if (before != null) {
            gate.end(); // the client has come elsewhere once more
        }
    }

    private boolean mayGo(HubConnection connection) {
        return connection.isResumable() && !connections.isKeptHere(connection.id());
    }

    private static byte[] plan(Departure departure) {
        HubConnection connection = departure.connection();
        return new HandoverPlan(connection.id(), connection.userIdentifier().orElse(null), departure.groups()).encode();
    }

    /** Called while nothing is delivered. */
    private void commit(HandoverRequest request, TokenDigest token) {
        Begun open = begun.get(token);
        if (open == null
                || !open.node().equals(request.node())
                || !open.departure().isStopped()
                || (routing.isBehind() && request.step() == HandoverStep.FORCE)
                || !mayGo(open.departure().connection())
                || !open.departure().isPortable()) {
            answer(request, HandoverVerdict.REFUSED, NOTHING);
            return;
        }
        Departure departure = open.departure();
        boolean waits = departure.isReading()
                || routing.isBehind()
                || !gate.isSettled()
                || (!departure.isQuiet() && request.step() == HandoverStep.COMMIT);
        if (waits || !open.groups().containsAll(departure.groups())) {
            gate.begin();
            note(token, request.node(), departure);
            answer(request, HandoverVerdict.AGAIN, plan(departure));
            return;
        }
        if (!departure.isQuiet()) {
            departure.giveUpCalls();
        }
        handOver(request, token, open);
    }

    private void handOver(HandoverRequest request, TokenDigest token, Begun open) {
        HubConnection connection = open.departure().connection();
        List<HandoverState.Question> questions = new ArrayList<>();
        for (ClientResultCallback question : connection.awaited().end()) {
            String address = question.returnAddress();
            questions.add(new HandoverState.Question(question.id(), address == null ? nodeId : address));
        }
        Handover handover = open.departure().handOver();
        begun.remove(token);
        if (handover == null) {
            gate.end();
            answer(request, HandoverVerdict.REFUSED, NOTHING);
            return;
        }
        leave.accept(connection);
        moved.add(token, handover.id());
        handedOver.add(token, request.node(), open.departure());
        HandoverState state = new HandoverState(handover, questions, seen(handover));
        answer(request, HandoverVerdict.DONE, codec.encode(state));
    }

    private Map<Scope, Map<String, Long>> seen(Handover handover) {
        Map<Scope, Map<String, Long>> seen = new HashMap<>();
        for (Scope scope : scopes(handover)) {
            Map<String, Long> positions = gate.seen().in(scope);
            if (!positions.isEmpty()) {
                seen.put(scope, positions);
            }
        }
        return seen;
    }

    /** The scopes by which messages reach a connection whose id names its first node. */
    private Set<Scope> scopes(Handover handover) {
        String hub = services.hub();
        String home = routing.otherNode(handover.id());
        Set<Scope> scopes = new HashSet<>();
        scopes.add(Scope.all(hub));
        scopes.add(Scope.node(hub, home == null ? nodeId : home));
        if (handover.user() != null) {
            scopes.add(Scope.user(hub, handover.user()));
        }
        handover.groups().forEach(group -> scopes.add(Scope.group(hub, group)));
        return scopes;
    }

    /** Another node has handed over a connection, has not heard of it for too long, and has ended it. */
    private void revoke(TokenDigest token, @Nullable HubConnection connection) {
        Departure departure = connection == null ? null : Departure.begin(connection);
        if (departure != null && connection != null && departure.handOver() != null) {
            leave.accept(connection);
            departure.arrived();
            moved.remove(token);
        }
    }

    private void answer(HandoverRequest request, HandoverVerdict verdict, byte[] details) {
        CompletionStage<Void> sent =
                routing.tell(request.node(), new HandoverAnswer(request.id(), nodeId, verdict, details));
        sent.whenComplete((taken, failure) -> {
            if (failure != null) {
                services.log().warnOf("node " + request.node(), LOGGER, "A hand-over could not be answered", failure);
            }
        });
    }

    void expire(long now) {
        begun.forEach((token, open) -> {
            if (now - open.since() > PATIENCE && begun.remove(token, open)) {
                gate.end();
            }
        });
        handedOver.expire(now);
    }

    /** How many hand-overs are under way. */
    int size() {
        return begun.size() + handedOver.size();
    }

    /** The node ends; what was handed over is believed to have arrived. */
    void close() {
        handedOver.close();
    }
}
