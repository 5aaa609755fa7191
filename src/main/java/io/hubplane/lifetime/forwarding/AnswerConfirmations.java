package io.hubplane.lifetime.forwarding;

import io.hubplane.backplane.BackplaneMessage.Confirmation;
import io.hubplane.backplane.BackplaneMessage.ForwardedAnswerOutcome;
import io.hubplane.lifetime.routing.PendingAnswers;
import io.hubplane.lifetime.routing.PendingAnswers.Pending;
import io.hubplane.transport.AnswerOutcome;
import io.hubplane.transport.ForwardedAnswer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Answers of this node that carry messages and that another node writes. Each answer is told its outcome once, within a
 * bounded time:
 *
 * <ul>
 *   <li>The other node reports it. It does so for every answer that reaches it, even if the client has gone.
 *   <li>No node can have the answer: no byte was written.
 *   <li>The answer could not be sent, the other node is gone or late, or this node shuts down: unknown.
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
     * Expects another node to report the outcome of an answer, and passes the outcome on to the answer.
     *
     * @param node the node
     * @param sendTimeout how long its client may take to read the answer
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
        if (closed) { // checked after the put: either close() sees the entry, or this sees that it was closed
            awaited.fail(new TimeoutException("This node is shutting down"));
        }
        return new Expected(awaited, nodeId);
    }

    /** Takes the report of another node about an answer. */
    void received(ForwardedAnswerOutcome outcome) {
        Pending<AnswerOutcome> awaited = pending.find(outcome.id());
        if (awaited != null) {
            awaited.answer().complete(ForwardedMessages.outcome(outcome.outcome()));
        }
    }

    /** The nodes whose report has been awaited since before a time, in nanoseconds. */
    Set<String> nodesAskedBefore(long time) {
        return pending.aboutBefore(time);
    }

    /** A node has gone, so it will not report. */
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
        pending.failAll(() -> new TimeoutException("This node is shutting down"));
    }

    /** An answer whose outcome another node is to report. */
    record Expected(Pending<AnswerOutcome> awaited, String node) {
        /** What the other node needs for its report. */
        Confirmation confirmation() {
            return new Confirmation(node, awaited.id());
        }

        /** The answer has been sent, or could not be sent. */
        void sent(CompletionStage<Boolean> sent) {
            sent.whenComplete((reached, failure) -> {
                if (failure != null) {
                    awaited.fail(failure);
                } else if (!reached) {
                    awaited.answer().complete(AnswerOutcome.NOT_BEGUN);
                }
            });
        }
    }
}
