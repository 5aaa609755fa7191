package io.hubplane.hub.cluster;

import java.time.Instant;

/**
 * A node of the farm, as another node or it itself sees it.
 *
 * @param id its identity, new at every start: a node that was restarted is another one
 * @param name its name ({@code hubplane.node.name}); two nodes should not have the same, but nothing depends on it
 * @param version the version of Hubplane it runs
 * @param startedAt when it started, by its own clock; for people only, no decision depends on it
 * @param state what is known about it
 */
public record ClusterNode(String id, String name, String version, Instant startedAt, State state) {
    /** What is known about a node. A node that is gone is not listed. */
    public enum State {
        /** It is the node itself, or was heard lately. */
        ALIVE,
        /** This node hears nobody, not even itself, so it cannot tell: the carrier of messages between nodes is away. */
        UNKNOWN
    }
}
