package io.hubplane.cluster;

/** Hears of changes of the farm, one after another and in order. Must not block. */
public interface NodeListener {
    /**
     * A node has joined, left or was lost.
     *
     * @param change the change
     */
    void changed(NodeChange change);

    /**
     * A node has given a sign of life. May be called while {@link #changed} is, and before it tells that the node has
     * joined.
     *
     * @param node the node's id
     * @param presences how many changes of who is present there have been on it
     */
    default void heard(String node, long presences) {}

    /** A second is over. */
    default void beat() {}
}
