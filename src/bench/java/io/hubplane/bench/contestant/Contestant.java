package io.hubplane.bench.contestant;

import io.hubplane.bench.load.Wire;
import java.net.URI;

/** Something that is measured. */
public interface Contestant {
    /** What it is called in the report. */
    String name();

    /** How clients speak to it. */
    Wire wire();

    /**
     * Whether a message published on one node reaches the clients of the others. Else it is published on each node.
     */
    default boolean carriesAcrossNodes() {
        return true;
    }

    /** Whether clients can connect to it. Else only scenarios made for it suit it. */
    default boolean hasClients() {
        return true;
    }

    /**
     * Starts nodes that share a Redis.
     *
     * @param count how many
     * @param redis the Redis
     * @return the nodes, when all of them answer
     */
    RunningNodes start(int count, URI redis);
}
