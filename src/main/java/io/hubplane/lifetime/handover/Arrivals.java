package io.hubplane.lifetime.handover;

import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneMessage.HandoverAnswer;
import io.hubplane.backplane.HandoverStep;
import io.hubplane.backplane.Scope;
import io.hubplane.connection.HandoverHost;
import io.hubplane.connection.HubServices;
import io.hubplane.connection.TokenDigest;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.lifetime.routing.Routing;
import io.hubplane.transport.Arrival;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection.Claim;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The clients that have come to this node and whose connections are on other nodes. Safe for any thread.
 *
 * <p>A client may leave at any time; whoever has sent nothing is not known here.
 */
final class Arrivals implements ArrivingConnection.Desk {
    private static final Logger LOGGER = System.getLogger(Arrivals.class.getName());

    /** How many clients may be on their way to this node: as many as come within a second or two when a node drains. */
    private static final int MOST = 2_000;

    /** How long a client is refused when taking its connection has failed, in nanoseconds: it tries again at once. */
    private static final long REFUSAL = TimeUnit.SECONDS.toNanos(10);

    private final HubServices services;
    private final Routing routing;
    private final HandoverGate gate;
    private final Residence residence;
    private final HandoverQuestions questions;
    private final Set<ArrivingConnection> arriving = ConcurrentHashMap.newKeySet();
    /** The tokens that are refused, with the time since. */
    private final Map<TokenDigest, Long> refused = new ConcurrentHashMap<>();

    private volatile @Nullable HandoverHost host;
    private volatile boolean closed;

    Arrivals(String nodeId, HubServices services, Routing routing, HandoverGate gate, Residence residence) {
        this.services = services;
        this.routing = routing;
        this.gate = gate;
        this.residence = residence;
        this.questions = new HandoverQuestions(nodeId, services, routing);
    }

    void serve(HandoverHost connections) {
        host = connections;
    }

    /** A client has come with a token; empty if no other node can have its connection. */
    Optional<CompletionStage<Arrival>> arrive(String token, RequestInfo request) {
        String home = routing.handsOver(token);
        HandoverHost connections = host;
        TokenDigest digest = TokenDigest.of(token);
        if (home == null || connections == null || closed || refused.containsKey(digest)) {
            return Optional.empty();
        }
        if (routing.isBehind()) {
            return Optional.of(CompletableFuture.completedFuture(Arrival.refused(Claim.ENDED)));
        }
        if (size() >= MOST) {
            services.limitReached("arriving-connections");
            return Optional.of(CompletableFuture.completedFuture(Arrival.refused(Claim.ELSEWHERE)));
        }
        CompletableFuture<Arrival> arrival = new CompletableFuture<>();
        questions.ask(home, HandoverStep.ASK, digest, request, answer -> {
            Claim refusal = refusal(answer);
            arrival.complete(
                    refusal != null
                            ? Arrival.refused(refusal)
                            : Arrival.of(new ArrivingConnection(
                                            this, questions, residence, connections, gate, home, token, request)
                                    .transport()));
        });
        return Optional.of(arrival);
    }

    private static @Nullable Claim refusal(@Nullable HandoverAnswer answer) {
        if (answer == null) {
            return Claim.ENDED;
        }
        return switch (answer.verdict()) {
            case DONE -> null;
            case OTHER_USER -> Claim.OTHER_USER;
            case REFUSED, AGAIN -> Claim.ENDED;
        };
    }

    /** Another node has answered. */
    void received(HandoverAnswer answer) {
        questions.received(answer);
    }

    @Override
    public void begin(ArrivingConnection connection) {
        arriving.add(connection);
    }

    @Override
    public void end(ArrivingConnection connection) {
        arriving.remove(connection);
    }

    @Override
    public void refuse(TokenDigest token, String why) {
        LOGGER.log(Level.DEBUG, "A connection of another node could not be taken: {0}", why);
        refused.put(token, services.ticker().getAsLong());
    }

    /** A message has come from another node; called while a hand-over is under way, before the message is delivered. */
    void came(Scope scope, byte[] bytes, BackplaneMessage message) {
        arriving.forEach(connection -> connection.capture().came(scope, bytes, message));
    }

    /** This node has sent a message; called while a hand-over is under way. */
    void sent(Recipients recipients, BackplaneMessage.Send message) {
        arriving.forEach(connection -> connection.capture().sent(recipients, message));
    }

    /** Whether any message must be captured. */
    boolean isCapturing() {
        return !arriving.isEmpty();
    }

    void expire(long now) {
        questions.expire(now);
        refused.values().removeIf(since -> now - since > REFUSAL);
        arriving.forEach(connection -> connection.beat(now));
    }

    int size() {
        return questions.size() + arriving.size();
    }

    /** Takes no more connections; those that are on their way do not come. */
    void close() {
        closed = true;
        questions.close();
    }
}
