package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneMessage.ClientGone;
import io.hubplane.backplane.BackplaneMessage.ClientResult;
import io.hubplane.backplane.BackplaneMessage.ResultAbandoned;
import io.hubplane.backplane.BackplaneMessage.Send;
import io.hubplane.connection.ClientResultCallback;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubServices;
import io.hubplane.connection.PendingClientResults;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.connection.outbound.EncodedMessage;
import io.hubplane.lifetime.recipients.FanOut;
import io.hubplane.lifetime.recipients.LocalConnections;
import io.hubplane.lifetime.routing.Capacity;
import io.hubplane.lifetime.routing.Routing;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.ObservedClientResult;
import io.hubplane.protocol.Framing;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.ProtocolException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks clients for results and takes their answers (Hub Protocol, <em>Client results</em>): for this node, and for
 * other nodes about connections of this node. Safe for any thread.
 *
 * <p>The ids of these invocations begin with {@code s}, as in ASP.NET Core, so that they differ from the ids that
 * clients make: {@code s1} for a connection of this node, {@code s{node id}.1} for a connection of another node, since
 * several nodes may ask it.
 */
final class ClientResults {
    private static final Logger LOGGER = System.getLogger(ClientResults.class.getName());

    private static final String UNANSWERED = "unanswered-questions";

    private final String nodeId;
    private final HubServices services;
    private final LocalConnections connections;
    private final Routing routing;
    private final AtomicLong ids = new AtomicLong();
    /** The questions of this node, by id. */
    private final Map<String, PendingClientResult> asked = new ConcurrentHashMap<>();

    private final Capacity capacity = Capacity.forAnswers("awaited-client-results");

    private volatile boolean closed;

    ClientResults(String nodeId, HubServices services, LocalConnections connections, Routing routing) {
        this.nodeId = nodeId;
        this.services = services;
        this.connections = connections;
        this.routing = routing;
    }

    /** Calls a method of a client; completed with the result or the failure. */
    CompletionStage<@Nullable Object> ask(
            String connectionId, HubMessage.Invocation message, Type type, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout is " + timeout + ", must be longer than 0");
        }
        HubConnection connection = connections.find(connectionId);
        String id = (connection == null ? "s" + nodeId + "." : "s") + ids.incrementAndGet();
        HubMessage.Invocation question = new HubMessage.Invocation(
                message.headers(), id, message.target(), message.arguments(), message.streamIds());
        long now = services.ticker().getAsLong();
        PendingClientResult result = new PendingClientResult(id, connectionId, message.target(), type, now, timeout);
        if (connection == null) {
            askThere(connectionId, question, result);
        } else {
            askHere(connection, question, result);
        }
        return result.answer();
    }

    private void askHere(HubConnection connection, HubMessage.Invocation question, PendingClientResult result) {
        byte[] bytes = connection.protocol().write(question);
        if (!begin(result, failure -> connection.awaited().remove(result.id()))) {
            return;
        }
        switch (connection.awaited().add(result)) {
            case TAKEN -> connection.send(EncodedMessage.essential(bytes));
            case UNKNOWN -> result.unknown();
            case TOO_MANY -> {
                services.limitReached(UNANSWERED);
                result.fail(new ConnectionException("Connection '" + connection.id() + "' was not asked because it has "
                        + PendingClientResults.MOST + " open questions"));
            }
        }
    }

    private void askThere(String connectionId, HubMessage.Invocation question, PendingClientResult result) {
        Send encoded = FanOut.of(question, services).send(List.of());
        Send send = new Send(List.of(), encoded.encodings(), result.id(), routing.returnAddress());
        boolean begun = begin(result, failure -> {
            if (failure instanceof CancellationException || failure instanceof TimeoutException) {
                logFailure(connectionId, routing.abandon(new ResultAbandoned(connectionId, result.id())));
            }
        });
        if (!begun) {
            return;
        }
        routing.question(connectionId, send).whenComplete((reached, failure) -> {
            if (failure != null) {
                result.unreachable(failure);
            } else if (!reached) {
                result.unknown();
            }
        });
    }

    /** Keeps a question until it has an outcome. If there are too many, this fails the question and returns false. */
    private boolean begin(PendingClientResult result, Consumer<@Nullable Throwable> atTheEnd) {
        long size = Capacity.answer(result.id(), result.connectionId());
        if (!capacity.take(size, services::limitReached)) {
            result.fail(new ConnectionException("Connection '" + result.connectionId()
                    + "' was not asked because clients have too many open questions of this node"));
            return false;
        }
        capacity.giveBackAfter(result.answer(), size);
        asked.put(result.id(), result);
        if (services.isObserved()) {
            observe(result);
        }
        CompletableFuture<@Nullable Object> unused = result.answer().whenComplete((value, failure) -> {
            asked.remove(result.id());
            atTheEnd.accept(failure);
        });
        if (closed) { // checked after the put: either close() sees the question, or this sees that it was closed
            result.fail(goesAway());
        }
        return true;
    }

    private void observe(PendingClientResult result) {
        ObservedClientResult question =
                new ObservedClientResult(services.hub(), result.connectionId(), result.id(), result.method());
        HubObserver observer = services.observer();
        observer.clientResultAsked(question);
        CompletableFuture<@Nullable Object> unused = result.answer()
                .whenComplete((value, failure) -> observer.clientResultEnded(
                        question, services.ticker().getAsLong() - result.since(), outcome(failure)));
    }

    private static ObservedClientResult.Outcome outcome(@Nullable Throwable failure) {
        if (failure == null) {
            return ObservedClientResult.Outcome.ANSWERED;
        }
        if (failure instanceof ClientErrorException) {
            return ObservedClientResult.Outcome.ERROR;
        }
        if (failure instanceof TimeoutException) {
            return ObservedClientResult.Outcome.TIMEOUT;
        }
        return failure instanceof CancellationException
                ? ObservedClientResult.Outcome.CANCELLED
                : ObservedClientResult.Outcome.UNREACHABLE;
    }

    /** A connection of this node has ended. */
    void disconnected(HubConnection connection) {
        connection.awaited().end().forEach(ClientResultCallback::disconnected);
    }

    /** Another node asks a client of this node. */
    void askFor(String returnAddress, String id, String connectionId, Send send) {
        HubConnection connection = connections.find(connectionId);
        byte[] bytes = connection == null
                ? null
                : send.encodings().get(connection.protocol().name());
        if (connection != null && bytes != null) {
            PendingClientResults.Outcome outcome = connection
                    .awaited()
                    .add(new ForwardedClientResult(id, connection, returnAddress, routing, this::logFailure));
            if (outcome == PendingClientResults.Outcome.TAKEN) {
                connection.deliver(EncodedMessage.essential(bytes));
                return;
            }
            if (outcome == PendingClientResults.Outcome.TOO_MANY) {
                services.limitReached(UNANSWERED);
            }
        }
        if (connection != null && bytes == null) {
            services.log()
                    .warn(LOGGER, connectionId, "A node without the connection's protocol asked its client", null);
        }
        logFailure(
                connectionId,
                routing.gone(returnAddress, id, services.protocols().get(0), false));
    }

    /** A connection that has come from another node was asked there, and has not answered. */
    void goesOn(HubConnection connection, String id, String returnAddress) {
        ClientResultCallback question = returnAddress.equals(routing.returnAddress())
                ? asked.get(id)
                : new ForwardedClientResult(id, connection, returnAddress, routing, this::logFailure);
        if (question != null) {
            connection.awaited().add(question);
        }
    }

    /** Another node no longer waits for its question. */
    void abandoned(ResultAbandoned abandoned) {
        HubConnection connection = connections.find(abandoned.connectionId());
        if (connection != null) {
            connection.awaited().remove(abandoned.invocationId());
        }
    }

    /** A client of another node has answered. */
    void received(ClientResult result) {
        HubMessage.Completion completion = read(result);
        PendingClientResult question = completion == null ? null : asked.get(completion.invocationId());
        if (completion == null || question == null) {
            LOGGER.log(Level.DEBUG, "A client result that is no longer awaited was dropped");
        } else if (completion.error() != null && routing.meansGone(completion.error())) {
            question.disconnected();
        } else {
            question.answered(completion);
        }
    }

    private HubMessage.@Nullable Completion read(ClientResult result) {
        for (HubProtocol protocol : services.protocols()) {
            if (protocol.name().equals(result.protocol())) {
                return read(protocol, result.completion());
            }
        }
        warnOfNodes("A client result came in a protocol that this node does not have", null);
        return null;
    }

    private HubMessage.@Nullable Completion read(HubProtocol protocol, byte[] bytes) {
        try {
            Framing.Bounds bounds = protocol.framing().next(bytes, 0, 0, bytes.length);
            if (bounds.isComplete()
                    && protocol.read(bytes, bounds.header(), bounds.message())
                            instanceof HubMessage.Completion completion) {
                return completion;
            }
            warnOfNodes("A node sent something as a client result that is not a completion", null);
        } catch (ProtocolException e) {
            warnOfNodes("A node sent a malformed client result", e);
        }
        return null;
    }

    private void warnOfNodes(String message, @Nullable Throwable failure) {
        services.log().warnOf("other nodes", LOGGER, message, failure);
    }

    /** A client of another node will not answer. */
    void received(ClientGone gone) {
        PendingClientResult question = asked.get(gone.invocationId());
        if (question == null) {
            LOGGER.log(Level.DEBUG, "A client whose answer is no longer awaited has gone");
        } else if (gone.asked()) {
            question.disconnected();
        } else {
            question.unknown();
        }
    }

    /** The other nodes that were asked before a time, in nanoseconds, and have not answered. */
    Set<String> nodesAskedBefore(long time) {
        Set<String> nodes = new HashSet<>();
        for (PendingClientResult result : asked.values()) {
            String node = routing.otherNode(result.connectionId());
            if (node != null && result.isOlderThan(time)) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    /** A node has gone, and so have its connections. */
    void gone(String node) {
        for (PendingClientResult result : asked.values()) {
            if (node.equals(routing.otherNode(result.connectionId()))) {
                result.disconnected();
            }
        }
    }

    void expire(long now) {
        asked.values().forEach(result -> result.expire(now));
    }

    /** How many questions of this node clients have not answered. */
    int size() {
        return asked.size();
    }

    /** Fails all open questions, and every question from now on. */
    void close() {
        closed = true;
        asked.values().forEach(result -> result.fail(goesAway()));
    }

    private static ConnectionException goesAway() {
        return new ConnectionException("This node is shutting down");
    }

    private void logFailure(String connectionId, CompletionStage<Void> published) {
        published.whenComplete((taken, failure) -> {
            if (failure != null) {
                services.log().warn(LOGGER, connectionId, "A node could not be told about a client result", failure);
            }
        });
    }
}
