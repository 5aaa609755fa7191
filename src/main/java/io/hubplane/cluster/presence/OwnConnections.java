package io.hubplane.cluster.presence;

import io.hubplane.cluster.Standing;
import io.hubplane.cluster.presence.ClaimMessage.Verdict;
import io.hubplane.cluster.presence.ClaimRound.Outcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Whether this node may finish its own connections. While the others have heard it lately, it may. When it was asleep or cut
 * off, they may have done so; then it first claims its connections from them, and the ends of connections wait for that.
 * Safe for any thread: each method sees and leaves a consistent state.
 */
final class OwnConnections {
    private static final CompletionStage<Boolean> YES = CompletableFuture.completedFuture(true);

    private final String nodeId;
    private final Supplier<Standing> standing;
    private final Map<String, CompletableFuture<Boolean>> held = new HashMap<>();
    /** Finished by others, and not yet ended here. */
    private final Set<String> finished = new HashSet<>();

    private final Map<Integer, ClaimRound> rounds = new LinkedHashMap<>();
    /** The number of lapses when the claims under way began; that of {@link #resolved} if there are none. */
    private long claimedAt;
    /** The number of lapses after which it is known what others have finished. */
    private long resolved;

    private boolean leaving;
    /** Below zero, so that these claims are not mistaken for those of other nodes' connections. */
    private int numbers;

    OwnConnections(String nodeId, Supplier<Standing> standing) {
        this.nodeId = nodeId;
        this.standing = standing;
    }

    private boolean isSure(Standing now) {
        return leaving || (now.isHeard() && now.lapses() == resolved);
    }

    /** Completed with whether this node may finish one of its connections; with false if another node has. */
    synchronized CompletionStage<Boolean> mayFinish(String connectionId) {
        if (finished.remove(connectionId)) {
            return CompletableFuture.completedFuture(false);
        }
        if (isSure(standing.get())) {
            return YES;
        }
        return held.computeIfAbsent(connectionId, key -> new CompletableFuture<>());
    }

    /** Whether the others must be asked, and can be. */
    synchronized boolean mustClaim() {
        Standing now = standing.get();
        boolean asks = !rounds.isEmpty() && claimedAt == now.lapses();
        return !isSure(now) && now.isHeard() && now.knowsAll() && !asks;
    }

    /**
     * Begins to claim this node's connections from the others.
     *
     * @param own their ids
     */
    synchronized Resolution claim(List<String> own, Collection<String> others) {
        rounds.clear();
        claimedAt = standing.get().lapses();
        for (ClaimRound round : ClaimRound.ofAll(nodeId, () -> --numbers, nodeId, own, others)) {
            rounds.put(round.claim.round(), round);
        }
        return retain(others);
    }

    /** The claims to which somebody has not answered. */
    synchronized List<ClaimRound> open() {
        return List.copyOf(rounds.values());
    }

    /** Another node has answered. */
    synchronized Resolution answered(Verdict verdict) {
        ClaimRound round = rounds.get(verdict.round());
        if (round == null) {
            return Resolution.NONE;
        }
        round.answered(verdict);
        return conclude();
    }

    /** Only these other nodes are still there. */
    synchronized Resolution retain(Collection<String> others) {
        rounds.values().forEach(round -> round.retain(others));
        return conclude();
    }

    private Resolution conclude() {
        Standing now = standing.get();
        if (claimedAt == resolved || !rounds.values().stream().allMatch(ClaimRound::isOver)) {
            return Resolution.NONE;
        }
        if (!now.isHeard() || now.lapses() != claimedAt) {
            rounds.clear(); // cut off again meanwhile: it is claimed again
            claimedAt = resolved;
            return Resolution.NONE;
        }
        for (ClaimRound round : rounds.values()) {
            for (String id : round.claim.connectionIds()) {
                if (round.outcome(id, Set.of()) == Outcome.DONE) {
                    finished.add(id);
                }
            }
        }
        rounds.clear();
        resolved = claimedAt;
        return release();
    }

    private Resolution release() {
        Map<CompletableFuture<Boolean>, Boolean> ends = new LinkedHashMap<>();
        held.forEach((id, end) -> ends.put(end, !finished.remove(id)));
        held.clear();
        return new Resolution(ends, List.copyOf(finished));
    }

    /** This node ends in an orderly manner: it finishes its connections itself, and nobody else does. */
    synchronized Resolution leave() {
        leaving = true;
        return release();
    }

    /**
     * What is known now.
     *
     * @param ends the ends that have waited, and whether this node may finish them
     * @param toEnd the connections that others have finished and that are to end here
     */
    record Resolution(Map<CompletableFuture<Boolean>, Boolean> ends, List<String> toEnd) {
        static final Resolution NONE = new Resolution(Map.of(), List.of());

        boolean isEmpty() {
            return ends.isEmpty() && toEnd.isEmpty();
        }

        void tell() {
            ends.forEach(CompletableFuture::complete);
        }
    }
}
