package io.hubplane.cluster.presence;

import io.hubplane.cluster.presence.ClaimMessage.Claim;
import io.hubplane.cluster.presence.ClaimMessage.Held;
import io.hubplane.cluster.presence.ClaimMessage.Verdict;
import io.hubplane.cluster.presence.ClaimRound.Outcome;
import io.hubplane.hub.cluster.Presence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides which node finishes the connections of a lost one. Does no input or output. Safe for any thread: each method sees
 * and leaves a consistent state.
 *
 * <p>A node that wants to finish a connection claims it from all others that it knows, and begins when all of them have
 * agreed. Whoever has begun never agrees; whoever agrees does not begin later without the other's consent, and tells
 * everybody who claims it afterwards. So of two nodes of which one knows the other, or which both know a third one, at most
 * one begins. The owner of the connections, if it was only asleep, claims them in the same way and comes before all.
 *
 * <p>The first to claim is the one that {@link Rendezvous} chooses; the next ones follow, each a {@link #TURN} later, if
 * nobody has begun by then.
 */
final class OrphanClaims {
    /** How much later the next node claims, in nanoseconds: longer than claims take, also if some are lost. */
    static final long TURN = TimeUnit.SECONDS.toNanos(3);

    /** For how long it is remembered who has finished what, in nanoseconds; for a node that was asleep. */
    static final long MEMORY = TimeUnit.HOURS.toNanos(1);

    private final String nodeId;
    /** By the lost node and the connection's id. */
    private final Map<String, Lost> lost = new HashMap<>();

    private final Map<Integer, ClaimRound> rounds = new LinkedHashMap<>();
    private int numbers;

    private static final class Lost {
        final Map<String, Orphan> orphans = new LinkedHashMap<>();
        long since;

        Lost(long since) {
            this.since = since;
        }
    }

    private static final class Orphan {
        /** The nodes to which this one has granted it. */
        final Set<String> holders = new HashSet<>(2);
        /** What this node is to finish; null if it is not. */
        @Nullable
        Presence wanted;
        /** From when on the node that is chosen may claim it. */
        long from;
        /** The claim under way; null if there is none, or if it was given up in favour of another node. */
        @Nullable
        ClaimRound round;

        boolean begun;
    }

    OrphanClaims(String nodeId) {
        this.nodeId = nodeId;
    }

    /** A node is lost, and these connections are left. */
    synchronized void lost(String owner, List<Presence> left, long now) {
        if (left.isEmpty()) {
            return;
        }
        Lost node = lost.computeIfAbsent(owner, key -> new Lost(now));
        node.since = now;
        for (Presence connection : left) {
            Orphan orphan = node.orphans.computeIfAbsent(connection.connectionId(), key -> new Orphan());
            if (!orphan.begun) {
                orphan.wanted = connection;
                orphan.from = now;
            }
        }
    }

    /** A node was only asleep: it finishes its connections itself, except for those that others have begun. */
    synchronized void joined(String owner) {
        Lost node = lost.get(owner);
        if (node != null) {
            node.orphans.values().forEach(orphan -> {
                orphan.wanted = null;
                orphan.round = null;
            });
        }
    }

    /** Whether there is anything to do or to remember. */
    synchronized boolean isIdle() {
        return lost.isEmpty();
    }

    /**
     * Begins the claims that are due.
     *
     * @param others the other nodes that are not gone
     */
    synchronized void claim(Collection<String> others, long now) {
        lost.values().removeIf(node -> now - node.since >= MEMORY);
        lost.forEach((owner, node) -> {
            List<String> due = new ArrayList<>();
            node.orphans.forEach((id, orphan) -> {
                if (isDue(id, orphan, others, now)) {
                    due.add(id);
                }
            });
            for (ClaimRound round : ClaimRound.ofAll(nodeId, () -> numbers++, owner, due, others)) {
                rounds.put(round.claim.round(), round);
                round.claim.connectionIds().forEach(id -> Objects.requireNonNull(node.orphans.get(id)).round = round);
            }
        });
    }

    private boolean isDue(String id, Orphan orphan, Collection<String> others, long now) {
        return orphan.wanted != null
                && !orphan.begun
                && orphan.round == null
                && now - orphan.from >= Rendezvous.rank(nodeId, others, id) * TURN;
    }

    /** The claims to which somebody has not answered. */
    synchronized List<ClaimRound> open() {
        return List.copyOf(rounds.values());
    }

    /**
     * Another node claims connections.
     *
     * @param ownerLives whether this node has heard their node lately
     */
    synchronized Verdict claimed(Claim claim, boolean ownerLives, long now) {
        boolean byOwner = claim.node().equals(claim.owner());
        if (ownerLives && !byOwner) {
            return new Verdict(nodeId, claim.round(), true, List.of());
        }
        Lost node = lost.computeIfAbsent(claim.owner(), key -> new Lost(now));
        List<Held> held = new ArrayList<>();
        for (String id : claim.connectionIds()) {
            Orphan orphan = node.orphans.computeIfAbsent(id, key -> new Orphan());
            boolean first =
                    !byOwner && !orphan.begun && orphan.round != null && Rendezvous.outranks(nodeId, claim.node(), id);
            Set<String> holders = new HashSet<>(orphan.holders);
            holders.remove(claim.node());
            if (orphan.begun || first || !holders.isEmpty()) {
                held.add(new Held(id, orphan.begun, first, List.copyOf(holders)));
            }
            if (byOwner && !orphan.begun) {
                node.orphans.remove(id);
            } else if (!orphan.begun && !first) {
                orphan.holders.add(claim.node());
                orphan.round = null;
                orphan.from = now + TURN;
            }
        }
        if (node.orphans.isEmpty()) {
            lost.remove(claim.owner());
        }
        return new Verdict(nodeId, claim.round(), false, held);
    }

    /** Another node has answered. Returns what this node has begun by that, and must finish now. */
    synchronized List<Presence> answered(Verdict verdict, long now) {
        ClaimRound round = rounds.get(verdict.round());
        if (round == null) {
            return List.of();
        }
        round.answered(verdict);
        return round.isOver() ? conclude(round, now) : List.of();
    }

    /** Only these other nodes are still there. Returns what this node has begun by that, and must finish now. */
    synchronized List<Presence> retain(Collection<String> others, long now) {
        List<Presence> begun = new ArrayList<>();
        for (ClaimRound round : open()) {
            round.retain(others);
            if (round.isOver()) {
                begun.addAll(conclude(round, now));
            }
        }
        return begun;
    }

    private List<Presence> conclude(ClaimRound round, long now) {
        rounds.remove(round.claim.round());
        Lost node = lost.get(round.claim.owner());
        if (node == null) {
            return List.of();
        }
        List<Presence> begun = new ArrayList<>();
        for (String id : round.claim.connectionIds()) {
            Orphan orphan = node.orphans.get(id);
            Presence wanted = orphan == null || orphan.round != round ? null : orphan.wanted;
            if (orphan == null || wanted == null) {
                continue; // given up since
            }
            orphan.round = null;
            Outcome outcome = round.outcome(id, orphan.holders);
            if (outcome == Outcome.GRANTED) {
                orphan.begun = true;
                begun.add(wanted);
            }
            if (outcome == Outcome.LATER) {
                orphan.from = round.ownerLives() ? orphan.from : now + TURN;
            } else {
                orphan.wanted = null;
            }
        }
        return begun;
    }
}
