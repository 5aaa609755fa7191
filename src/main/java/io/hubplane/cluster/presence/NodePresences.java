package io.hubplane.cluster.presence;

import io.hubplane.hub.cluster.Presence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is present on one node, by its changes up to a version. Not thread safe; {@link PresenceTable} guards it.
 */
final class NodePresences {
    private record Connection(String hub, String id) {}

    /** By group, for each connection. */
    private final Map<Connection, Map<String, Presence>> present = new HashMap<>();
    /** The number of the last change. */
    long version;
    /** The version that the node told when this one was found to be behind it; 0 if it was not. */
    long behind;
    /** Whether the whole list was asked for, and has not come. */
    boolean asked;

    @Nullable
    Presence put(Presence presence) {
        return present.computeIfAbsent(new Connection(presence.hub(), presence.connectionId()), key -> new HashMap<>(2))
                .put(presence.group(), presence);
    }

    @Nullable
    Presence remove(String hub, String connectionId, String group) {
        Connection connection = new Connection(hub, connectionId);
        Map<String, Presence> groups = present.get(connection);
        Presence removed = groups == null ? null : groups.remove(group);
        if (groups != null && groups.isEmpty()) {
            present.remove(connection);
        }
        return removed;
    }

    List<Presence> of(String hub, String connectionId) {
        return List.copyOf(present.getOrDefault(new Connection(hub, connectionId), Map.of())
                .values());
    }

    List<Presence> all() {
        List<Presence> all = new ArrayList<>();
        present.values().forEach(groups -> all.addAll(groups.values()));
        return all;
    }
}
