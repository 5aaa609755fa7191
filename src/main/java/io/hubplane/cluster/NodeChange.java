package io.hubplane.cluster;

/**
 * A change of the farm.
 *
 * @param node the id of the node
 * @param name its name
 * @param kind what happened
 */
public record NodeChange(String node, String name, Kind kind) {
    /** What happened to a node. */
    public enum Kind {
        /** It was heard for the first time, or again after it had been given up. */
        JOINED,
        /** It said that it ends. */
        LEFT,
        /** It was silent for too long. */
        LOST
    }
}
