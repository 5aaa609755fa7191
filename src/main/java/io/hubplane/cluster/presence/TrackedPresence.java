package io.hubplane.cluster.presence;

import io.hubplane.connection.HubConnection;
import io.hubplane.hub.cluster.HubPresence;
import io.hubplane.hub.cluster.Presence;
import io.hubplane.lifetime.HubLifetimeManager;
import java.util.List;
import java.util.Map;

/**
 * Who is present in a hub. A presence that begins while its connection leaves does not stay: it is entered first, then
 * the connection is looked for again, and whoever leaves is removed after it cannot be found any more. Safe for any
 * thread.
 */
final class TrackedPresence implements HubPresence {
    private final HubLifetimeManager hub;
    private final String name;
    private final String nodeId;
    private final PresenceTable table;
    private final Runnable changed;

    TrackedPresence(HubLifetimeManager hub, String nodeId, PresenceTable table, Runnable changed) {
        this.hub = hub;
        this.name = hub.services().hub();
        this.nodeId = nodeId;
        this.table = table;
        this.changed = changed;
    }

    @Override
    public void track(String connectionId, String group, Map<String, String> data) {
        PresenceData.check(data);
        HubConnection connection = require(connectionId, group);
        table.track(new Presence(name, group, connectionId, nodeId, connection.userIdentifier(), data));
        if (!isThere(connection, group)) {
            table.untrack(name, group, connectionId);
        }
        changed.run();
    }

    private HubConnection require(String connectionId, String group) {
        HubConnection connection = hub.local().find(connectionId);
        if (connection == null) {
            throw new IllegalStateException("Connection '" + connectionId + "' is not on this node");
        }
        if (!isThere(connection, group)) {
            throw new IllegalStateException("Connection '" + connectionId + "' is not in group '" + group + "'");
        }
        return connection;
    }

    private boolean isThere(HubConnection connection, String group) {
        return hub.local().find(connection.id()) == connection
                && (group.isEmpty() || connection.groups().contains(group));
    }

    @Override
    public void untrack(String connectionId, String group) {
        table.untrack(name, group, connectionId);
        changed.run();
    }

    @Override
    public List<Presence> list(String group) {
        return table.list(name, group);
    }

    @Override
    public boolean isOnline(String userIdentifier) {
        return table.isOnline(name, userIdentifier);
    }

    @Override
    public List<String> onlineUsers() {
        return table.onlineUsers(name);
    }
}
