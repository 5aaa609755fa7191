package io.hubplane.hub.cluster;

import java.util.List;
import java.util.Map;

/**
 * Who is present in a hub, on all nodes. A node tells the others who is present on it, so each has the whole list and
 * answers at once. Safe for use by any thread; no method waits.
 *
 * <p>A presence ends when it is ended, when its connection leaves the group or ends, and when its node goes: within 5
 * seconds after it has died. A presence that is tracked here is seen on the other nodes within milliseconds, and while
 * Redis is away within 2 seconds after it is back.
 */
public interface HubPresence {
    /** The most characters of a presence's data, names and values together. */
    int MOST_DATA = 1024;

    /**
     * Makes a connection of this node present, or changes its data.
     *
     * @param connectionId the connection, usually the caller
     * @param group a group that it is in, or empty for the hub as a whole
     * @param data what others are to know
     * @throws IllegalStateException if this node does not have the connection, or it is not in the group
     * @throws io.hubplane.hub.HubException if the data have more than {@link #MOST_DATA} characters; they often come from
     *     clients, and this exception's text reaches them
     */
    void track(String connectionId, String group, Map<String, String> data);

    /**
     * Ends the presence of a connection of this node, if there is one.
     *
     * @param connectionId the connection
     * @param group the group, or empty for the hub as a whole
     */
    void untrack(String connectionId, String group);

    /**
     * Who is present in a group.
     *
     * @param group the group, or empty for the hub as a whole
     * @return those present, in the order of their connections' ids
     */
    List<Presence> list(String group);

    /**
     * Whether a user is present: in any group, or in the hub as a whole.
     *
     * @param userIdentifier the user
     * @return true if at least one of the user's connections is
     */
    boolean isOnline(String userIdentifier);

    /**
     * The users who are present.
     *
     * @return their identifiers, in order
     */
    List<String> onlineUsers();
}
