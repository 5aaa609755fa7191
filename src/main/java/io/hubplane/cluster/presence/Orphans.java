package io.hubplane.cluster.presence;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.Scope;
import io.hubplane.cluster.Membership;
import io.hubplane.cluster.presence.ClaimMessage.Claim;
import io.hubplane.cluster.presence.ClaimMessage.Verdict;
import io.hubplane.cluster.presence.OwnConnections.Resolution;
import io.hubplane.cluster.presence.PresenceMessage.Claiming;
import io.hubplane.connection.HubConnection;
import io.hubplane.hub.cluster.Presence;
import io.hubplane.lifetime.HubLifetimeManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Has the connections of lost nodes finished by one of the others each, and ends those connections of this node that others
 * have finished while it was asleep. What is claimed is told again every second until it is answered. Safe for any thread;
 * no method waits.
 */
final class Orphans {
    private final Backplane backplane;
    private final Membership membership;
    private final PresenceTable table;
    private final LongSupplier ticker;
    private final OrphanClaims claims;
    private final OwnConnections own;
    private final Map<String, HubLifetimeManager> hubs = new ConcurrentHashMap<>();
    private final OrphanWork finishing;
    private final Executor work;

    Orphans(Backplane backplane, Membership membership, PresenceTable table, PresenceListener listener, Executor work) {
        this.backplane = backplane;
        this.membership = membership;
        this.table = table;
        this.ticker = membership.ticker();
        this.claims = new OrphanClaims(backplane.nodeId());
        this.own = new OwnConnections(backplane.nodeId(), membership::standing);
        this.work = work;
        this.finishing = new OrphanWork(listener, work);
    }

    /** Has the connections of a hub finished by others if this node is lost. */
    void follow(HubLifetimeManager hub) {
        hubs.put(hub.services().hub(), hub);
    }

    /** See {@link OwnConnections#mayFinish}; a connection that is not tracked is this node's alone. */
    CompletionStage<Boolean> mayFinish(String connectionId) {
        return own.mayFinish(connectionId);
    }

    /** A node is lost, and these presences of it have ended. */
    void lost(String node, List<Presence> ended) {
        List<Presence> left = ended.stream()
                .filter(TrackedConnections::isOne)
                .filter(each -> hubs.containsKey(TrackedConnections.hub(each)))
                .toList();
        claims.lost(node, left, ticker.getAsLong());
        tick();
    }

    /** A node was only asleep. */
    void joined(String node) {
        claims.joined(node);
    }

    /** Begins what is due, and tells again what was not answered; called every second. */
    void tick() {
        if (hubs.isEmpty()) {
            return;
        }
        Collection<String> others = membership.others();
        if (!claims.isIdle() && membership.standing().knowsAll()) {
            claims.claim(others, ticker.getAsLong());
            finishing.add(claims.retain(others, ticker.getAsLong()));
            claims.open().forEach(this::tell);
        }
        if (own.mustClaim()) {
            resolved(own.claim(table.trackedHere(), others));
        } else {
            resolved(own.retain(others));
        }
        own.open().forEach(this::tell);
    }

    private void tell(ClaimRound round) {
        for (String node : round.awaited()) {
            backplane.publish(Scope.presence(node), new Claiming(round.claim).encode());
        }
    }

    void received(ClaimMessage message) {
        if (message instanceof Claim claim) {
            received(claim);
        } else if (message instanceof Verdict verdict) {
            received(verdict);
        }
    }

    private void received(Claim claim) {
        boolean ownerLives =
                claim.owner().equals(backplane.nodeId()) || membership.others().contains(claim.owner());
        Verdict verdict = claims.claimed(claim, ownerLives, ticker.getAsLong());
        backplane.publish(Scope.presence(claim.node()), new Claiming(verdict).encode());
    }

    private void received(Verdict verdict) {
        finishing.add(claims.answered(verdict, ticker.getAsLong()));
        resolved(own.answered(verdict));
    }

    /** Not on the thread that reads from Redis, since what ends is told to clients. */
    private void resolved(Resolution resolution) {
        if (resolution.isEmpty()) {
            return;
        }
        try {
            work.execute(() -> carryOut(resolution));
        } catch (RuntimeException e) { // the node ends, and its threads with it
            carryOut(resolution);
        }
    }

    private void carryOut(Resolution resolution) {
        resolution.tell();
        for (String id : resolution.toEnd()) {
            hubs.values().forEach(hub -> {
                HubConnection connection = hub.local().find(id);
                if (connection != null) {
                    connection.goAway();
                }
            });
        }
    }

    /** This node ends in an orderly manner. */
    void leave() {
        carryOut(own.leave());
    }
}
