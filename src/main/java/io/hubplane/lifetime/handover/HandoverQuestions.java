package io.hubplane.lifetime.handover;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneMessage.HandoverAnswer;
import io.hubplane.backplane.BackplaneMessage.HandoverRequest;
import io.hubplane.backplane.HandoverStep;
import io.hubplane.connection.HubServices;
import io.hubplane.connection.TokenDigest;
import io.hubplane.lifetime.routing.PendingAnswers;
import io.hubplane.lifetime.routing.PendingAnswers.Pending;
import io.hubplane.lifetime.routing.Routing;
import io.hubplane.transport.RequestInfo;
import java.lang.System.Logger;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks nodes for connections that their clients have left. Each question has one outcome. Safe for any thread. */
final class HandoverQuestions {
    private static final Logger LOGGER = System.getLogger(HandoverQuestions.class.getName());

    /** How long another node may take for a step; it answers at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final String nodeId;
    private final HubServices services;
    private final Routing routing;
    private final PendingAnswers<HandoverAnswer> pending;

    HandoverQuestions(String nodeId, HubServices services, Routing routing) {
        this.nodeId = nodeId;
        this.services = services;
        this.routing = routing;
        this.pending = new PendingAnswers<>(services.ticker());
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
        Pending<HandoverAnswer> asked = pending.begin(home, PATIENCE, () -> unanswered(home));
        CompletionStage<@Nullable Void> unused = asked.answer()
                .handle((answer, failure) -> {
                    answered.accept(answer);
                    return (Void) null;
                })
                .exceptionally(failure -> {
                    warn(home, "A step of a hand-over failed", failure);
                    return null;
                });
        String principal = request.principal().map(Principal::getName).orElse(null);
        routing.ask(home, new HandoverRequest(asked.id(), nodeId, step, token.bytes(), principal))
                .whenComplete((reached, failure) -> {
                    if (failure != null || !reached) {
                        asked.fail(unanswered(home));
                    }
                });
    }

    private static BackplaneException unanswered(String node) {
        return new BackplaneException("Node '" + node + "' does not answer a step of a hand-over");
    }

    /** Tells the node that has handed over a connection that it is here. */
    void taken(String node, TokenDigest token) {
        HandoverRequest message = new HandoverRequest(0, nodeId, HandoverStep.TAKEN, token.bytes(), null);
        routing.tell(node, message).whenComplete((taken, failure) -> {
            if (failure != null) {
                warn(node, "A node could not be told that its connection is here", failure);
            }
        });
    }

    private void warn(String node, String text, Throwable failure) {
        services.log().warnOf("node " + node, LOGGER, text, failure);
    }

    /** Another node has answered. */
    void received(HandoverAnswer answer) {
        Pending<HandoverAnswer> asked = pending.find(answer.id());
        if (asked != null) {
            asked.answer().complete(answer);
        }
    }

    void expire(long now) {
        pending.expire(now);
    }

    /** The time, in nanoseconds. */
    long now() {
        return services.ticker().getAsLong();
    }

    /** Whether messages may still come here late. */
    boolean isBehind() {
        return routing.isBehind();
    }

    int size() {
        return pending.size();
    }

    /** Nobody answers any more. */
    void close() {
        pending.failAll(() -> unanswered(nodeId));
    }
}
