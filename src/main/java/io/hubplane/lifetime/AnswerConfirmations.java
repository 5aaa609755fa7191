package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneMessage.Confirmation;
import io.hubplane.backplane.BackplaneMessage.ForwardedAnswerOutcome;
import io.hubplane.lifetime.PendingAnswers.Pending;
import io.hubplane.transport.AnswerOutcome;
import io.hubplane.transport.ForwardedAnswer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Answers of this node that carry messages and are written by another one: whoever gave them is told once what became of
 * each, within a bounded time.
 *
 * <ul>
 *   <li>The other node says so. It does for every answer that reaches it, whether its client is there or not.
 *   <li>The answer reached no node: not a byte was written.
 *   <li>It could not be sent, the other node says nothing in time or is gone, or this one ends: unknown.
 * </ul>
 *
 * <p>Safe for any thread.
 */
final class AnswerConfirmations {
    private final String nodeId;
    private final Duration timeout;
    private final PendingAnswers<AnswerOutcome> pending;
    private volatile boolean closed;

    AnswerConfirmations(String nodeId, Duration timeout, LongSupplier ticker) {
        this.nodeId = nodeId;
        this.timeout = timeout;
        this.pending = new PendingAnswers<>(ticker);
    }

    /**
     * Expects another node to confirm an answer, and tells the answer.
     *
     * @param node the node
     * @param sendTimeout how long its client may take
     */
    Expected expect(String node, Duration sendTimeout, ForwardedAnswer answer) {
        Duration limit = timeout.plus(sendTimeout);
        Pending<AnswerOutcome> awaited = pending.begin(
                node,
                limit,
                () -> new TimeoutException(
                        "Node '" + node + "' did not confirm an answer within " + limit.toMillis() + " ms"));
        CompletionStage<AnswerOutcome> stage = awaited.answer();
        stage.whenComplete((outcome, failure) -> answer.end(outcome == null ? AnswerOutcome.UNKNOWN : outcome));
        if (closed) { // looked at after the put: close() either sees it or was seen here
            awaited.fail(new TimeoutException("The node goes away"));
        }
        return new Expected(awaited, nodeId);
    }

    /** Another node says what became of an answer. */
    void came(ForwardedAnswerOutcome outcome) {
        Pending<AnswerOutcome> awaited = pending.find(outcome.id());
        if (awaited != null) {
            awaited.answer().complete(Outcomes.of(outcome.outcome()));
        }
    }

    /** The nodes of which that is awaited since before a time, in nanoseconds. */
    Set<String> nodesAskedBefore(long time) {
        return pending.aboutBefore(time);
    }

    /** A node has gone: it will not say. */
    void gone(String node) {
        pending.failAbout(node, () -> new TimeoutException("There is no node '" + node + "'"));
    }

    void expire(long now) {
        pending.expire(now);
    }

    int size() {
        return pending.size();
    }

    void close() {
        closed = true;
        pending.failAll(() -> new TimeoutException("The node goes away"));
    }

    /** An answer that another node is to confirm. */
    record Expected(Pending<AnswerOutcome> awaited, String node) {
        /** By what it is confirmed. */
        Confirmation confirmation() {
            return new Confirmation(node, awaited.id());
        }

        /** The answer is on its way, or could not be sent. */
        void sent(CompletionStage<Integer> nodes) {
            nodes.whenComplete((reached, failure) -> {
                if (failure != null) {
                    awaited.fail(failure);
                } else if (reached == 0) {
                    awaited.answer().complete(AnswerOutcome.NOT_BEGUN);
                }
            });
        }
    }
}
