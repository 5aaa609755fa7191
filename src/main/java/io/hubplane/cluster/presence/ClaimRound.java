package io.hubplane.cluster.presence;

import io.hubplane.cluster.presence.ClaimMessage.Claim;
import io.hubplane.cluster.presence.ClaimMessage.Held;
import io.hubplane.cluster.presence.ClaimMessage.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * A claim of this node to finish connections, and what the others have said so far. It is over when all have answered who
 * were known when it began and are not gone. Not thread safe.
 */
final class ClaimRound {
    /** What has come of the claim to one connection. */
    enum Outcome {
        /** This node may. */
        GRANTED,
        /** Another node has, or is doing it, or may have done it before it was lost. */
        DONE,
        /** Not yet: another node is about to, or does not hold the connection's node for lost. */
        LATER
    }

    /** The most connections in one claim, so that a message has some 40 KiB. */
    private static final int MOST_IDS = 1000;

    final Claim claim;
    private final String nodeId;
    private final Set<String> awaited;
    private final Set<String> answered = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private final Set<String> later = new HashSet<>();
    /** To which nodes others have granted a connection before. */
    private final Map<String, Set<String>> holders = new HashMap<>();

    private boolean ownerLives;

    private ClaimRound(String nodeId, int number, String owner, List<String> connectionIds, Collection<String> others) {
        this.nodeId = nodeId;
        this.claim = new Claim(nodeId, number, owner, connectionIds);
        this.awaited = new HashSet<>(others);
    }

    /**
     * Claims that name all of some connections, as many as fit into a message each.
     *
     * @param numbers gives each claim its number
     */
    static List<ClaimRound> ofAll(
            String nodeId, IntSupplier numbers, String owner, List<String> connectionIds, Collection<String> others) {
        List<ClaimRound> rounds = new ArrayList<>();
        for (int i = 0; i < connectionIds.size(); i += MOST_IDS) {
            List<String> ids = List.copyOf(connectionIds.subList(i, Math.min(connectionIds.size(), i + MOST_IDS)));
            rounds.add(new ClaimRound(nodeId, numbers.getAsInt(), owner, ids, others));
        }
        return rounds;
    }

    /** The nodes that have not answered. */
    Set<String> awaited() {
        return Set.copyOf(awaited);
    }

    void answered(Verdict verdict) {
        if (!awaited.remove(verdict.node())) {
            return;
        }
        answered.add(verdict.node());
        ownerLives |= verdict.ownerLives();
        for (Held held : verdict.held()) {
            if (held.begun()) {
                done.add(held.connectionId());
            } else if (held.first()) {
                later.add(held.connectionId());
            }
            holders.computeIfAbsent(held.connectionId(), key -> new HashSet<>()).addAll(held.holders());
        }
    }

    /** Only these nodes are still there. */
    void retain(Collection<String> nodes) {
        awaited.retainAll(nodes);
    }

    /** Whether somebody does not hold the connections' node for lost: usually for less than a second. */
    boolean ownerLives() {
        return ownerLives;
    }

    boolean isOver() {
        return awaited.isEmpty();
    }

    /**
     * What has come of it.
     *
     * @param before to which nodes this one has granted the connection
     */
    Outcome outcome(String connectionId, Set<String> before) {
        if (done.contains(connectionId)
                || !areAllKnown(before)
                || !areAllKnown(holders.getOrDefault(connectionId, Set.of()))) {
            return Outcome.DONE;
        }
        return ownerLives || later.contains(connectionId) ? Outcome.LATER : Outcome.GRANTED;
    }

    /** Those who have answered have not begun, or they would have said so; whoever has not answered may have. */
    private boolean areAllKnown(Set<String> nodes) {
        return nodes.stream().allMatch(node -> node.equals(nodeId) || answered.contains(node));
    }
}
