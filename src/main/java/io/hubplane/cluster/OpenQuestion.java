package io.hubplane.cluster;

import io.hubplane.cluster.ClusterMessage.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A question to several nodes that have not all answered. Each node counts once: its first answer, or its silence,
 * whichever comes first. When the last one has counted, the question is over. Safe for any thread; the outcome is taken
 * once, by the thread that brought about the end.
 */
final class OpenQuestion {
    /** What has come of a question. */
    record Outcome(List<Answer> answers, List<String> silent) {}

    final long since;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Set<String> awaited;
    private final List<Answer> answers = new ArrayList<>();
    private final List<String> silent = new ArrayList<>();

    /** Asks these nodes, of which there is at least one. */
    OpenQuestion(Collection<String> nodes, long since) {
        this.awaited = new HashSet<>(nodes);
        this.since = since;
    }

    /** A node has answered. Returns the outcome if it was the last one. */
    synchronized @Nullable Outcome answered(Answer answer) {
        if (!awaited.remove(answer.node())) {
            return null;
        }
        answers.add(answer);
        return outcomeIfOver();
    }

    /** A node will not answer. Returns the outcome if it was the last one. */
    synchronized @Nullable Outcome silent(String node) {
        if (!awaited.remove(node)) {
            return null;
        }
        silent.add(node);
        return outcomeIfOver();
    }

    /** Nobody is awaited any longer. Returns the outcome unless the question was over before. */
    synchronized @Nullable Outcome giveUp() {
        if (awaited.isEmpty()) {
            return null;
        }
        silent.addAll(awaited);
        awaited.clear();
        return outcomeIfOver();
    }

    private @Nullable Outcome outcomeIfOver() {
        return awaited.isEmpty() ? new Outcome(List.copyOf(answers), List.copyOf(silent)) : null;
    }

    /** Completed by whoever gets the outcome from the methods above. */
    CompletableFuture<Outcome> outcome() {
        return outcome;
    }
}
