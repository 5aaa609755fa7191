package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneMessage.HandoverAnswer;
import io.hubplane.backplane.BackplaneMessage.HandoverRequest;
import io.hubplane.backplane.HandoverStep;
import io.hubplane.connection.HubServices;
import io.hubplane.connection.TokenDigest;
import io.hubplane.transport.RequestInfo;
import java.lang.System.Logger;
import java.security.Principal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks nodes for connections that their clients have left. Each question has one outcome. Safe for any thread. */
final class HandoverQuestions {
    private static final Logger LOGGER = System.getLogger(HandoverQuestions.class.getName());

    /** How long another node may take for a step, in nanoseconds; it answers at once. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(3);

    private final String nodeId;
    private final HubServices services;
    private final Routing routing;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, Asked> asked = new ConcurrentHashMap<>();

    /** A step that another node has not answered. */
    private record Asked(long since, Consumer<@Nullable HandoverAnswer> answered) {}

    HandoverQuestions(String nodeId, HubServices services, Routing routing) {
        this.nodeId = nodeId;
        this.services = services;
        this.routing = routing;
    }

    /**
     * Asks the node that has a connection.
     *
     * @param home the node that its token names; those that have taken its connections hear the question, too
     * @param request what the client has come with
     * @param answered called once, with the answer, or with null if none comes in time; must not block
     */
    void ask(
            String home,
            HandoverStep step,
            TokenDigest token,
            RequestInfo request,
            Consumer<@Nullable HandoverAnswer> answered) {
        int id = ids.getAndIncrement() & Integer.MAX_VALUE;
        String principal = request.principal().map(Principal::getName).orElse(null);
        asked.put(id, new Asked(now(), answered));
        routing.ask(home, new HandoverRequest(id, nodeId, step, token.bytes(), principal))
                .whenComplete((reached, failure) -> {
                    if (failure != null || !reached) {
                        unanswered(id);
                    }
                });
    }

    /** Tells the node that has handed over a connection that it is here. */
    void taken(String node, TokenDigest token) {
        HandoverRequest message = new HandoverRequest(0, nodeId, HandoverStep.TAKEN, token.bytes(), null);
        routing.tell(node, message).whenComplete((taken, failure) -> {
            if (failure != null) {
                services.log()
                        .warnOf(
                                "node " + node,
                                LOGGER,
                                "A node could not be told that its connection is here",
                                failure);
            }
        });
    }

    /** Another node has answered. */
    void received(HandoverAnswer answer) {
        Asked open = asked.remove(answer.id());
        if (open != null) {
            open.answered().accept(answer);
        }
    }

    private void unanswered(int id) {
        Asked open = asked.remove(id);
        if (open != null) {
            open.answered().accept(null);
        }
    }

    void expire(long now) {
        asked.forEach((id, open) -> {
            if (now - open.since() > PATIENCE) {
                unanswered(id);
            }
        });
    }

    /** The time, in nanoseconds. */
    long now() {
        return services.ticker().getAsLong();
    }

    int size() {
        return asked.size();
    }

    /** Nobody answers any more. */
    void close() {
        asked.keySet().forEach(this::unanswered);
    }
}
