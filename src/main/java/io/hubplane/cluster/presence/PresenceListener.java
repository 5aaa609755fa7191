package io.hubplane.cluster.presence;

import io.hubplane.hub.cluster.OrphanedConnection;
import io.hubplane.hub.cluster.Presence;

/** Hears who joins and who leaves on any node, in order. Called by one thread at a time. */
public interface PresenceListener {
    /**
     * Somebody is present, or has other data.
     *
     * @param presence who
     */
    void joined(Presence presence);

    /**
     * Somebody is no longer present.
     *
     * @param presence who
     */
    void left(Presence presence);

    /**
     * A group has its first member on any node.
     *
     * @param hub the hub's name
     * @param group the group
     */
    void occupied(String hub, String group);

    /**
     * A group has lost its last member on any node.
     *
     * @param hub the hub's name
     * @param group the group
     */
    void vacated(String hub, String group);

    /**
     * This node is the one that finishes a connection of a lost node. May wait; called by one thread at a time, which may be
     * another one than for the other methods.
     *
     * @param connection what is left of it
     */
    void orphaned(OrphanedConnection connection);
}
