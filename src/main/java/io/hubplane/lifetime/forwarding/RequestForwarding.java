package io.hubplane.lifetime.forwarding;

import io.hubplane.backplane.BackplaneMessage.Confirmation;
import io.hubplane.backplane.BackplaneMessage.ForwardedAnswerOutcome;
import io.hubplane.backplane.BackplaneMessage.ForwardedHttpAnswer;
import io.hubplane.backplane.BackplaneMessage.ForwardedHttpRequest;
import io.hubplane.backplane.BackplaneMessage.PollRecall;
import io.hubplane.connection.HubServices;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.lifetime.routing.FarmOptions;
import io.hubplane.lifetime.routing.PendingAnswers;
import io.hubplane.lifetime.routing.PendingAnswers.Pending;
import io.hubplane.lifetime.routing.Routing;
import io.hubplane.transport.AnswerOutcome;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import io.hubplane.transport.TransportException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/**
 * Forwards requests for connections of other nodes to those nodes. A node that answers a poll with messages keeps them
 * until this node reports the outcome of the answer. Every answer that wants a report gets exactly one, even if it
 * comes too late. Safe for any thread.
 */
final class RequestForwarding {
    private static final String NODE_GOES_AWAY = "This node is shutting down";

    private static final ForwardedAnswer GOING_AWAY =
            new ForwardedAnswer(503, "text/plain", NODE_GOES_AWAY.getBytes(StandardCharsets.UTF_8));

    private final String nodeId;
    private final Routing routing;
    private final ForwardingCapacity capacity;
    private final Duration timeout;
    private final PendingAnswers<ForwardedAnswer> pending;
    private volatile boolean leaving;

    /**
     * Makes the forwarder of one hub.
     *
     * @param options how long another node may take, besides the intended wait of a request, and how many requests may
     *     be under way
     */
    RequestForwarding(String nodeId, HubServices services, Routing routing, FarmOptions options) {
        this.nodeId = nodeId;
        this.routing = routing;
        this.pending = new PendingAnswers<>(services.ticker());
        this.timeout = options.acknowledgementTimeout();
        this.capacity = new ForwardingCapacity(options, services::limitReached);
    }

    /** Whether a request with a token would be forwarded to another node. */
    boolean isElsewhere(String token) {
        return routing.forwardsTo(token) != null;
    }

    /**
     * Asks the node that a token names; empty if it names no other node. With too many under way, the answer says so.
     */
    Optional<CompletionStage<ForwardedAnswer>> ask(ForwardedRequest request) {
        String node = routing.forwardsTo(request.token());
        if (node == null) {
            return Optional.empty();
        }
        String address = request.request().remoteAddress();
        ForwardedAnswer refusal = capacity.take(request.method(), request.body(), address);
        if (refusal != null) {
            return Optional.of(CompletableFuture.completedFuture(refusal));
        }
        Duration limit = timeout.plus(request.waiting());
        Pending<ForwardedAnswer> asked = pending.begin(
                node,
                limit,
                () -> new TimeoutException("Node '" + node + "' did not answer a " + request.method() + " within "
                        + limit.toMillis() + " ms"));
        capacity.giveBackAfter(asked.answer(), request.method(), request.body(), address);
        // Checked after the put: either recallAll() or close() sees the request, or this sees the flag.
        if (leaving) {
            asked.answer().complete(GOING_AWAY);
        } else {
            publish(node, ForwardedMessages.request(asked.id(), nodeId, request), asked);
            CompletionStage<Void> recalled = request.recalled();
            recalled.thenRun(() -> recall(asked));
        }
        return Optional.of(asked.answer());
    }

    private void publish(String node, ForwardedHttpRequest message, Pending<ForwardedAnswer> asked) {
        routing.ask(node, message).whenComplete((reached, failure) -> {
            if (failure != null) {
                asked.fail(failure);
            } else if (!reached) {
                asked.fail(new TransportException(absence(node)));
            }
        });
    }

    /** Sends the recall on the channel of the request, so that it arrives after it. */
    private void recall(Pending<ForwardedAnswer> asked) {
        if (!asked.answer().isDone()) {
            CompletionStage<Void> unused = routing.tell(asked.about(), new PollRecall(nodeId, asked.id()));
        }
    }

    /**
     * Prepares the shutdown of this node: asks for all answers at once, and forwards nothing from now on. After an
     * answer without messages the client polls again, and then reaches another node.
     *
     * @return completed when all answers have come
     */
    CompletionStage<Void> recallAll() {
        leaving = true;
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (Pending<ForwardedAnswer> asked : pending.all()) {
            recall(asked);
            answers.add(asked.answer().handle((answer, failure) -> null));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
    }

    /** Takes an answer of another node. If nobody waits for it, this reports that no client received it. */
    void received(ForwardedHttpAnswer answer) {
        Confirmation confirmation = answer.confirmation();
        ForwardedAnswer given = ForwardedMessages.answer(
                answer, confirmation == null ? null : outcome -> confirm(confirmation, outcome));
        Pending<ForwardedAnswer> asked = pending.find(answer.id());
        if (asked == null || !asked.answer().complete(given)) {
            given.end(AnswerOutcome.NOT_BEGUN);
        }
    }

    private void confirm(Confirmation confirmation, AnswerOutcome outcome) {
        ForwardedAnswerOutcome message =
                new ForwardedAnswerOutcome(confirmation.id(), ForwardedMessages.outcome(outcome));
        // If this fails, the other node waits until its time-out.
        CompletionStage<Void> unused = routing.tell(confirmation.node(), message);
    }

    /** The nodes that were asked before a time, in nanoseconds, and have not answered. */
    Set<String> nodesAskedBefore(long time) {
        return pending.aboutBefore(time);
    }

    /** A node has gone, so it will not answer. */
    void gone(String node) {
        pending.failAbout(node, () -> new ConnectionException(absence(node)));
    }

    private static String absence(String node) {
        return "There is no node '" + node + "'";
    }

    void expire(long now) {
        pending.expire(now);
    }

    int size() {
        return pending.size();
    }

    /** Fails all requests that wait for an answer, and refuses new ones. */
    void close() {
        leaving = true;
        pending.failAll(() -> new ConnectionException(NODE_GOES_AWAY));
    }
}
