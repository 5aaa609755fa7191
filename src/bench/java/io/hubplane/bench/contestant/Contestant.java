package io.hubplane.bench.contestant;

import io.hubplane.bench.load.Wire;
import java.net.URI;

/** Something that is measured. */
public interface Contestant {
    /** Its name in the report. */
    String name();

    /** The protocol that its clients use. */
    Wire wire();

    /**
     * Whether a message published on one node reaches the clients of the others. If not, it is published on each node.
     */
    default boolean carriesAcrossNodes() {
        return true;
    }

    /** Whether clients can connect to it. If not, it plays only scenarios made for it. */
    default boolean hasClients() {
        return true;
    }

    /**
     * Starts nodes that share a Redis.
     *
     * @param count how many nodes
     * @param redis the Redis
     * @return the nodes, when all of them answer
     */
    RunningNodes start(int count, URI redis);
}
