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
     * Starts nodes that share a Redis.
     *
     * @param count how many
     * @param redis the Redis
     * @return the nodes, when all of them answer
     */
    RunningNodes start(int count, URI redis);
}
