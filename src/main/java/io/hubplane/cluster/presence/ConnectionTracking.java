package io.hubplane.cluster.presence;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells the other nodes which connections of a hub this one has to finish. Safe for any thread; no method waits.
 */
public final class ConnectionTracking {
    private final String hub;
    private final String nodeId;
    private final PresenceTable table;
    private final Orphans orphans;
    private final Runnable changed;

    ConnectionTracking(String hub, String nodeId, PresenceTable table, Orphans orphans, Runnable changed) {
        this.hub = hub;
        this.nodeId = nodeId;
        this.table = table;
        this.orphans = orphans;
        this.changed = changed;
    }

    /**
     * The hub has accepted a connection.
     *
     * @param connectionId its id
     * @param user its user
     */
    public void began(String connectionId, Optional<String> user) {
        table.track(TrackedConnections.on(nodeId, hub, connectionId, user));
        changed.run();
    }

    /**
     * The hub and all observers have been told about the end of a connection.
     *
     * @param connectionId its id
     */
    public void ended(String connectionId) {
        if (table.untrack(TrackedConnections.listed(hub), "", connectionId)) {
            changed.run();
        }
    }

    /** Completed with whether the hub may be told about the end of a connection. */
    CompletionStage<Boolean> mayFinish(String connectionId) {
        return table.isPresent(TrackedConnections.listed(hub), connectionId)
                ? orphans.mayFinish(connectionId)
                : CompletableFuture.completedFuture(true);
    }
}
