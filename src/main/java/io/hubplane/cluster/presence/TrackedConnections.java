package io.hubplane.cluster.presence;

import io.hubplane.hub.cluster.Presence;
import java.util.Map;
import java.util.Optional;

/**
 * The connections of hubs that want them finished by others if their node dies. That a node has one is told to all nodes as
 * a presence in a hub whose name no real hub has, see {@link GroupOccupancies}.
 */
final class TrackedConnections {
    /** The end of such a hub's name, which those of group occupancies do not have. */
    private static final String MARK = "::";

    private TrackedConnections() {}

    /** What tells that a node has a connection. */
    static Presence on(String node, String hub, String connectionId, Optional<String> user) {
        return new Presence(hub + MARK, "", connectionId, node, user, Map.of());
    }

    /** The hub under whose name a hub's connections are told. */
    static String listed(String hub) {
        return hub + MARK;
    }

    static boolean isOne(Presence presence) {
        return presence.hub().endsWith(MARK);
    }

    /** The name of a tracked connection's hub. */
    static String hub(Presence presence) {
        return presence.hub().substring(0, presence.hub().length() - MARK.length());
    }
}
