package io.hubplane.cluster;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.Scope;
import io.hubplane.cluster.ClusterMessage.Answer;
import io.hubplane.cluster.ClusterMessage.Question;
import io.hubplane.cluster.OpenQuestion.Outcome;
import io.hubplane.lifetime.routing.AnswerablePublication;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The questions that this node asks. Each is over when all nodes that were asked have answered, or are known not to:
 * nobody has subscribed to their channel, the carrier has not taken the question, they have gone, or {@link #PATIENCE} is
 * over. Safe for any thread; no method waits, and outcomes are passed on by an executor, on which they may take long.
 */
final class Questions {
    /** An answer takes milliseconds; a node that takes longer has something else to do. Checked once a second. */
    static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

    /** How many questions may be open: each takes some hundred bytes and as many for each node. */
    static final int MOST = 10_000;

    private final Backplane backplane;
    private final LongSupplier ticker;
    private final Executor outcomes;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, OpenQuestion> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Questions(Backplane backplane, LongSupplier ticker, Executor outcomes) {
        this.backplane = backplane;
        this.ticker = ticker;
        this.outcomes = outcomes;
    }

    /**
     * Asks other nodes, at least one.
     *
     * @param question what to ask; it is given an id
     * @return completed with what has come of it; exceptionally if too many questions are open or this node ends
     */
    CompletionStage<Outcome> ask(Question question, Collection<String> nodes) {
        if (closed || open.size() >= MOST) {
            return CompletableFuture.failedFuture(new BackplaneException(
                    closed
                            ? "This node is shutting down"
                            : "Other nodes have " + MOST + " questions of this one to answer; no more are asked"));
        }
        int id = ids.getAndIncrement() & Integer.MAX_VALUE;
        OpenQuestion asked = new OpenQuestion(nodes, ticker.getAsLong());
        open.put(id, asked);
        byte[] message = new Question(
                        id,
                        question.node(),
                        question.hub(),
                        question.subject(),
                        question.name(),
                        question.text(),
                        question.limit())
                .encode();
        for (String node : nodes) {
            // A copy for each, since the carrier fills in the stamp.
            AnswerablePublication.publish(backplane, Scope.cluster(node), message.clone())
                    .whenComplete((reached, failure) -> {
                        if (failure != null || !reached) {
                            end(id, asked, asked.silent(node));
                        }
                    });
        }
        if (closed) {
            end(id, asked, asked.giveUp());
        }
        return asked.outcome();
    }

    void received(Answer answer) {
        OpenQuestion asked = open.get(answer.id());
        if (asked != null) {
            end(answer.id(), asked, asked.answered(answer));
        }
    }

    /** A node has gone: it will not answer. */
    void gone(String node) {
        open.forEach((id, asked) -> end(id, asked, asked.silent(node)));
    }

    /** Gives up what has been open for too long. */
    void tick(long now) {
        open.forEach((id, asked) -> {
            if (now - asked.since >= PATIENCE) {
                end(id, asked, asked.giveUp());
            }
        });
    }

    private void end(int id, OpenQuestion asked, @Nullable Outcome outcome) {
        if (outcome != null) {
            open.remove(id);
            try {
                outcomes.execute(() -> asked.outcome().complete(outcome));
            } catch (RuntimeException e) { // the node ends, and its threads with it
                asked.outcome().complete(outcome);
            }
        }
    }

    int size() {
        return open.size();
    }

    /** Gives up all questions, and asks no more. */
    void close() {
        closed = true;
        open.forEach((id, asked) -> end(id, asked, asked.giveUp()));
    }
}
