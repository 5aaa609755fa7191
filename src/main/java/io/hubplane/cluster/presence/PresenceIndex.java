package io.hubplane.cluster.presence;

import io.hubplane.hub.cluster.Presence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who is present on all nodes, by group and by user. Not thread safe; {@link PresenceTable} guards it. */
final class PresenceIndex {
    private record Group(String hub, String name) {}

    private record User(String hub, String identifier) {}

    /** By the ids of connections. */
    private final Map<Group, TreeMap<String, Presence>> groups = new HashMap<>();

    private final Map<User, Integer> users = new HashMap<>();

    void add(Presence presence) {
        groups.computeIfAbsent(new Group(presence.hub(), presence.group()), key -> new TreeMap<>())
                .put(presence.connectionId(), presence);
        presence.userIdentifier().ifPresent(user -> users.merge(new User(presence.hub(), user), 1, Integer::sum));
    }

    void remove(Presence presence) {
        groups.computeIfPresent(new Group(presence.hub(), presence.group()), (key, members) -> {
            members.remove(presence.connectionId(), presence); // its connection may be on another node by now
            return members.isEmpty() ? null : members;
        });
        presence.userIdentifier()
                .ifPresent(user -> users.computeIfPresent(
                        new User(presence.hub(), user), (key, count) -> count == 1 ? null : count - 1));
    }

    List<Presence> list(String hub, String group) {
        TreeMap<String, Presence> members = groups.get(new Group(hub, group));
        return members == null ? List.of() : new ArrayList<>(members.values());
    }

    boolean isListed(String hub, String group, String connectionId) {
        TreeMap<String, Presence> members = groups.get(new Group(hub, group));
        return members != null && members.containsKey(connectionId);
    }

    boolean isOnline(String hub, String user) {
        return users.containsKey(new User(hub, user));
    }

    List<String> onlineUsers(String hub) {
        return users.keySet().stream()
                .filter(user -> user.hub().equals(hub))
                .map(User::identifier)
                .sorted()
                .toList();
    }
}
