package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneMessage.RelayAnswer;
import io.hubplane.backplane.BackplaneMessage.RelayRequest;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubServices;
import io.hubplane.connection.TokenDigest;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.lifetime.PendingAnswers.Pending;
import io.hubplane.transport.Identity;
import io.hubplane.transport.RelayedAnswer;
import io.hubplane.transport.RelayedRequest;
import io.hubplane.transport.RequestInfo;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Has requests about connections of other nodes handled there, and those that other nodes relay handled here. Safe for
 * any thread.
 */
final class Relays {
    private static final Logger LOGGER = System.getLogger(Relays.class.getName());

    private static final int INTERNAL_SERVER_ERROR = 500;
    /** What a poll takes, in bytes, since it has no body. */
    private static final long POLL = Room.answer();

    private static final RelayedAnswer BUSY = new RelayedAnswer(
            503,
            "text/plain",
            "Too many requests for connections of other nodes are under way".getBytes(StandardCharsets.UTF_8));

    private final String nodeId;
    private final HubServices services;
    private final Routing routing;
    private final Direction outgoing;
    private final Direction incoming;
    private final Duration timeout;
    private final PendingAnswers<RelayedAnswer> pending;
    private volatile @Nullable Service service;
    private volatile boolean closed;

    /**
     * Makes what relays for one hub.
     *
     * @param options how long another node may take, besides what a request may wait, and how many requests may
     */
    Relays(String nodeId, HubServices services, Routing routing, FarmOptions options) {
        this.nodeId = nodeId;
        this.services = services;
        this.routing = routing;
        this.pending = new PendingAnswers<>(services.ticker());
        this.timeout = options.acknowledgementTimeout();
        this.outgoing = new Direction(options);
        this.incoming = new Direction(options);
    }

    /** Whether a request with a token would be relayed to another node. */
    boolean isElsewhere(String token) {
        return routing.relaysTo(token) != null;
    }

    /** Asks the node a token names; empty if it names no other node. If too much is under way, the answer says so. */
    Optional<CompletionStage<RelayedAnswer>> ask(RelayedRequest request) {
        String node = routing.relaysTo(request.token());
        if (node == null) {
            return Optional.empty();
        }
        if (!hasRoom(outgoing, request.method(), request.body())) {
            return Optional.of(CompletableFuture.completedFuture(BUSY));
        }
        Duration limit = timeout.plus(request.waiting());
        Pending<RelayedAnswer> asked = pending.begin(
                node,
                limit,
                () -> new TimeoutException("Node '" + node + "' did not answer a " + request.method() + " within "
                        + limit.toMillis() + " ms"));
        whenOver(asked.answer(), outgoing, request.method(), request.body());
        if (closed) { // looked at after the put: close() either sees the request or was seen here
            asked.fail(goesAway());
        } else {
            publish(node, encode(asked.id(), request), asked);
        }
        return Optional.of(asked.answer());
    }

    private void publish(String node, RelayRequest message, Pending<RelayedAnswer> asked) {
        routing.tell(node, message).whenComplete((nodes, failure) -> {
            if (failure != null) {
                asked.fail(failure);
            } else if (nodes == 0) {
                asked.fail(absent(node));
            }
        });
    }

    /** Has what other nodes relay handled. */
    void serve(Service serving) {
        service = serving;
    }

    /** Another node relays a request. */
    void came(RelayRequest request) {
        Service serving = service;
        if (serving == null) {
            warn(request, "A request came from another node before this one serves any", null);
            return;
        }
        RelayLanes.Step step = new RelayLanes.Step(() -> handle(serving, request), refused -> {
            whenOver(CompletableFuture.failedFuture(refused), incoming, request.method(), request.body());
            failed(request, refused);
        });
        if (!hasRoom(incoming, request.method(), request.body())) {
            answer(request, BUSY);
        } else if (isPoll(request.method())) {
            serving.lanes().runBeside(step); // behind nothing that would have to wait for it
        } else {
            serving.lanes().run(TokenDigest.read(request.connection()), step);
        }
    }

    private boolean hasRoom(Direction direction, String method, byte[] body) {
        return direction.of(method).take(size(method, body), services::limitReached);
    }

    private static long size(String method, byte[] body) {
        return isPoll(method) ? POLL : body.length;
    }

    private static boolean isPoll(String method) {
        return method.equals("GET");
    }

    private static void whenOver(CompletionStage<?> answer, Direction direction, String method, byte[] body) {
        direction.of(method).giveBackAfter(answer, size(method, body));
    }

    private void handle(Service serving, RelayRequest request) {
        CompletionStage<RelayedAnswer> outcome;
        try {
            outcome = serving.handler().apply(decode(request, serving));
        } catch (RuntimeException e) {
            outcome = CompletableFuture.failedFuture(e);
        }
        whenOver(outcome, incoming, request.method(), request.body());
        outcome.whenComplete((answer, failure) -> {
            if (failure == null) {
                answer(request, answer);
            } else {
                failed(request, failure);
            }
        });
    }

    private void failed(RelayRequest request, Throwable failure) {
        warn(request, "A request of another node could not be handled", failure);
        answer(request, new RelayedAnswer(INTERNAL_SERVER_ERROR, "", new byte[0]));
    }

    private void answer(RelayRequest request, RelayedAnswer answer) {
        BackplaneMessage message = new RelayAnswer(request.id(), answer.status(), answer.contentType(), answer.body());
        routing.tell(request.node(), message).whenComplete((nodes, failure) -> {
            if (failure != null) {
                warn(request, "A request of another node could not be answered", failure);
            }
        });
    }

    private void warn(RelayRequest request, String message, @Nullable Throwable failure) {
        services.log().warnOf("node " + request.node(), LOGGER, message, failure);
    }

    /** Another node has answered; nobody may wait any more. */
    void came(RelayAnswer answer) {
        Pending<RelayedAnswer> asked = pending.find(answer.id());
        if (asked != null) {
            asked.answer().complete(new RelayedAnswer(answer.status(), answer.contentType(), answer.body()));
        }
    }

    /** The nodes that have been asked before a time, in nanoseconds, and have not answered. */
    Set<String> nodesAskedBefore(long time) {
        return pending.all().stream()
                .filter(asked -> asked.since() - time < 0)
                .map(Pending::about)
                .collect(Collectors.toSet());
    }

    /** A node has gone: it will not answer. */
    void gone(String node) {
        for (Pending<RelayedAnswer> asked : pending.all()) {
            if (asked.about().equals(node)) {
                asked.fail(absent(node));
            }
        }
    }

    private static ConnectionException absent(String node) {
        return new ConnectionException("There is no node '" + node + "'");
    }

    void expire(long now) {
        pending.expire(now);
    }

    int size() {
        return pending.size();
    }

    /** Fails what waits, and whatever is asked from now on. */
    void close() {
        closed = true;
        pending.failAll(Relays::goesAway);
    }

    private static ConnectionException goesAway() {
        return new ConnectionException("The node goes away");
    }

    private RelayRequest encode(int id, RelayedRequest request) {
        RequestInfo details = request.request();
        return new RelayRequest(
                id,
                nodeId,
                request.method(),
                TokenDigest.of(request.token()).bytes(),
                details.principal().map(Principal::getName).orElse(null),
                details.identity().roles(),
                details.identity().expires(),
                details.remoteAddress(),
                request.body());
    }

    /**
     * The request as it would be if it had come in here: what does not travel is known from the request before, the
     * negotiation at the latest, which this node has answered itself. So is the principal, if it has the same name.
     */
    private static RelayedRequest decode(RelayRequest request, Service serving) {
        HubConnection connection = serving.connections().apply(TokenDigest.read(request.connection()));
        if (connection == null) {
            return relayed(request, "", new RequestInfo(Map.of(), Map.of(), Map.of(), identity(request, null), ""));
        }
        RequestInfo before = connection.request();
        Identity identity = identity(request, connection.identity().principal());
        return relayed(request, connection.token(), before.sentBy(identity, request.remoteAddress()));
    }

    private static RelayedRequest relayed(RelayRequest request, String token, RequestInfo details) {
        return new RelayedRequest(request.method(), token, details, request.body(), Duration.ZERO);
    }

    private static Identity identity(RelayRequest request, @Nullable Principal known) {
        String name = request.principal();
        return new Identity(name == null ? null : principal(name, known), request.roles(), request.expires());
    }

    private static Principal principal(String name, @Nullable Principal known) {
        return known != null && name.equals(known.getName()) ? known : new RelayedPrincipal(name);
    }

    /** Who sent a request to another node and is not whom this connection belongs to, by name. */
    private record RelayedPrincipal(String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }

    /** What is under way in one direction; polls apart, which wait for long and have no bodies. */
    private static final class Direction {
        private final Room polls = Room.forAnswers("relayed-polls");
        private final Room others;

        Direction(FarmOptions options) {
            others = new Room(
                    options.relayedRequests(), options.relayedBytes(), "relay.maximum-requests", "relay.maximum-bytes");
        }

        Room of(String method) {
            return isPoll(method) ? polls : others;
        }
    }

    /**
     * What handles requests here.
     *
     * @param connections finds the connection of a digest; null if there is none
     * @param handler handles a request
     * @param lanes run the handler
     */
    record Service(
            Function<TokenDigest, @Nullable HubConnection> connections,
            Function<RelayedRequest, CompletionStage<RelayedAnswer>> handler,
            RelayLanes lanes) {}
}
