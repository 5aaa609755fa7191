package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneMessage.RelayAnswer;
import io.hubplane.backplane.BackplaneMessage.RelayRequest;
import io.hubplane.connection.HubServices;
import io.hubplane.connection.TokenDigest;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.lifetime.PendingAnswers.Pending;
import io.hubplane.transport.RelayedAnswer;
import io.hubplane.transport.RelayedRequest;
import io.hubplane.transport.RequestInfo;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Has requests about connections of other nodes handled there. Safe for any thread. */
final class Relays {
    private final String nodeId;
    private final Routing routing;
    private final RelayRoom room;
    private final Duration timeout;
    private final PendingAnswers<RelayedAnswer> pending;
    private volatile boolean closed;

    /**
     * Makes what relays for one hub.
     *
     * @param options how long another node may take, besides what a request may wait, and how many requests may
     */
    Relays(String nodeId, HubServices services, Routing routing, FarmOptions options) {
        this.nodeId = nodeId;
        this.routing = routing;
        this.pending = new PendingAnswers<>(services.ticker());
        this.timeout = options.acknowledgementTimeout();
        this.room = new RelayRoom(options, services::limitReached);
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
        if (!room.take(request.method(), request.body())) {
            return Optional.of(CompletableFuture.completedFuture(RelayRoom.BUSY));
        }
        Duration limit = timeout.plus(request.waiting());
        Pending<RelayedAnswer> asked = pending.begin(
                node,
                limit,
                () -> new TimeoutException("Node '" + node + "' did not answer a " + request.method() + " within "
                        + limit.toMillis() + " ms"));
        room.giveBackAfter(asked.answer(), request.method(), request.body());
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
}
