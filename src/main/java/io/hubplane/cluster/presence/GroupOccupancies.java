package io.hubplane.cluster.presence;

import io.hubplane.hub.cluster.Presence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which groups have a member on any node, for hubs that ask. That a group has a member on a node is told to all nodes as a
 * presence of that node, in a hub whose name no real hub has; so what holds for presences when nodes or Redis fail holds
 * for it, too. Not thread safe, except for the static methods.
 */
final class GroupOccupancies {
    /** The end of such a hub's name; names of hubs have no colon. */
    private static final String MARK = ":";

    private record Group(String hub, String name) {}

    private final PresenceListener listener;
    /** The nodes on which a group has a member. */
    private final Map<Group, Set<String>> nodes = new HashMap<>();

    GroupOccupancies(PresenceListener listener) {
        this.listener = listener;
    }

    /** What tells that a group has a member on a node. */
    static Presence on(String node, String hub, String group) {
        return new Presence(hub + MARK, group, node, node, Optional.empty(), Map.of());
    }

    static boolean isOne(Presence presence) {
        return presence.hub().endsWith(MARK);
    }

    void changed(PresenceChange change) {
        Presence presence = change.presence();
        String hub = presence.hub().substring(0, presence.hub().length() - MARK.length());
        Group group = new Group(hub, presence.group());
        Set<String> there = nodes.computeIfAbsent(group, key -> new HashSet<>(2));
        boolean before = !there.isEmpty();
        if (change.there()) {
            there.add(presence.node());
        } else {
            there.remove(presence.node());
        }
        if (there.isEmpty()) {
            nodes.remove(group);
        }
        if (before && there.isEmpty()) {
            listener.vacated(hub, group.name());
        } else if (!before && !there.isEmpty()) {
            listener.occupied(hub, group.name());
        }
    }
}
