package io.hubplane.cluster.presence;

import io.hubplane.hub.cluster.Presence;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is present on all nodes, as this one knows it. Does no input or output. Safe for any thread: each method sees and
 * leaves a consistent state, and {@link #nextChange} returns each change once, in the order in which they happened.
 *
 * <p>Each node numbers its changes. A change that is not the next one shows that some were lost; so does a version that a
 * node tells twice and that this one does not have. Then the node's whole list is fetched, and takes the place of what
 * was known, with the changes between both.
 */
final class PresenceTable {
    private final String nodeId;
    private final NodePresences own = new NodePresences();
    private final Map<String, NodePresences> others = new HashMap<>();
    private final PresenceIndex index = new PresenceIndex();
    private final Deque<PresenceChange> changes = new ArrayDeque<>();

    PresenceTable(String nodeId) {
        this.nodeId = nodeId;
    }

    /** Makes a connection of this node present, or changes its data; the same again changes nothing. */
    synchronized void track(Presence presence) {
        add(own, presence, own.version + 1);
    }

    /** Ends a presence of this node; false if there is none. */
    synchronized boolean untrack(String hub, String group, String connectionId) {
        return remove(own, hub, connectionId, group, own.version + 1);
    }

    /** Whether a connection of this node is present in a group. */
    synchronized boolean isPresent(String hub, String connectionId) {
        return !own.of(hub, connectionId).isEmpty();
    }

    /** Ends all presences of a connection of this node; false if there are none. */
    synchronized boolean ended(String hub, String connectionId) {
        List<Presence> ending = own.of(hub, connectionId);
        for (Presence presence : ending) {
            remove(own, presence, own.version + 1);
        }
        return !ending.isEmpty();
    }

    private void add(NodePresences node, Presence presence, long version) {
        Presence before = node.put(presence);
        if (before != null) {
            if (before.equals(presence)) {
                return;
            }
            index.remove(before);
        }
        index.add(presence);
        node.version = version;
        changes.add(new PresenceChange(presence, true, version));
    }

    private void remove(NodePresences node, Presence presence, long version) {
        remove(node, presence.hub(), presence.connectionId(), presence.group(), version);
    }

    private boolean remove(NodePresences node, String hub, String connectionId, String group, long version) {
        Presence before = node.remove(hub, connectionId, group);
        if (before != null) {
            index.remove(before);
            node.version = version;
            changes.add(new PresenceChange(before, false, version));
        }
        return before != null;
    }

    /** The next change that nobody has been told of; null if there is none. */
    synchronized @Nullable PresenceChange nextChange() {
        return changes.poll();
    }

    /** How many changes there have been on this node. */
    synchronized long version() {
        return own.version;
    }

    /** The version of a list, and who is on it. */
    record Snapshot(long version, List<Presence> present) {}

    /** Who is present on this node. */
    synchronized Snapshot snapshot() {
        return new Snapshot(own.version, own.all());
    }

    /** Another node is there; until then, and after {@link #gone}, what it tells is ignored. */
    synchronized void joined(String node) {
        others.putIfAbsent(node, new NodePresences());
    }

    /** Another node tells of a change. Returns whether its list must be fetched, since changes were missed. */
    synchronized boolean changed(String node, PresenceChange change) {
        NodePresences there = others.get(node);
        if (there == null || change.version() <= there.version) {
            return false; // gone, or known by a list that was fetched since
        }
        if (change.version() > there.version + 1) {
            boolean ask = !there.asked;
            there.asked = true;
            return ask;
        }
        if (change.there()) {
            add(there, change.presence(), change.version());
        } else {
            remove(there, change.presence(), change.version());
        }
        there.version = change.version();
        return false;
    }

    /** Another node tells its version. Returns whether its list must be fetched: changes on their way get a second. */
    synchronized boolean told(String node, long version) {
        NodePresences there = others.get(node);
        if (there == null || version <= there.version) {
            return false;
        }
        boolean again = there.behind > there.version;
        there.behind = version;
        return again;
    }

    /** The whole list of another node has come. */
    synchronized void fetched(String node, Snapshot list) {
        NodePresences there = others.get(node);
        if (there == null) {
            return;
        }
        there.asked = false;
        if (list.version() <= there.version) {
            return;
        }
        NodePresences listed = new NodePresences();
        list.present().forEach(listed::put);
        for (Presence presence : there.all()) {
            if (listed.remove(presence.hub(), presence.connectionId(), presence.group()) == null) {
                remove(there, presence, list.version());
            }
        }
        for (Presence presence : list.present()) {
            add(there, presence, list.version());
        }
        there.version = list.version();
        there.behind = 0;
    }

    /** Another node has gone: nobody is present there. Returns who was, and is not on yet another node. */
    synchronized List<Presence> gone(String node) {
        NodePresences there = others.remove(node);
        if (there == null) {
            return List.of();
        }
        List<Presence> ended = there.all();
        ended.forEach(presence -> remove(there, presence, there.version));
        return ended.stream()
                .filter(each -> !index.isListed(each.hub(), each.group(), each.connectionId()))
                .toList();
    }

    /** The ids of this node's tracked connections. */
    synchronized List<String> trackedHere() {
        return own.all().stream()
                .filter(TrackedConnections::isOne)
                .map(Presence::connectionId)
                .toList();
    }

    /** Whether a presence is one of this node. */
    boolean isOwn(Presence presence) {
        return presence.node().equals(nodeId);
    }

    synchronized List<Presence> list(String hub, String group) {
        return index.list(hub, group);
    }

    synchronized boolean isOnline(String hub, String user) {
        return index.isOnline(hub, user);
    }

    synchronized List<String> onlineUsers(String hub) {
        return index.onlineUsers(hub);
    }
}
