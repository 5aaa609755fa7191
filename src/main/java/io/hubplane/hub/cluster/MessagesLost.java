package io.hubplane.hub.cluster;

/**
 * The CDI event that is fired on a node when messages of another node were lost on their way to it and could not be had
 * again, so that clients of this node have missed them. It is fired on a thread that may take a while; losses that come
 * meanwhile are added up, so an event may stand for several.
 *
 * @param hub the hub's name ({@link io.hubplane.hub.Hub#name})
 * @param node the id of the node that sent them
 * @param receivers whom they were for
 * @param name the group, the user or the connection; empty if they were for all, or for connections that are not known
 * @param count how many they are
 */
public record MessagesLost(String hub, String node, Receivers receivers, String name, long count) {
    /** Whom messages are for. */
    public enum Receivers {
        /** All connections of the hub. */
        ALL,
        /** The members of a group. */
        GROUP,
        /** The connections of a user. */
        USER,
        /** Single connections; also commands for this node, such as to put a connection into a group. */
        CONNECTIONS
    }
}
