package io.hubplane.bench.contestant;

import java.net.URI;
import java.util.List;

/**
 * The nodes of a contestant while they run.
 *
 * @param addresses the address of each node, with a slash at its end
 * @param processes the process id of each node
 * @param ending ends them
 */
public record RunningNodes(List<URI> addresses, List<Long> processes, Runnable ending) implements AutoCloseable {
    @Override
    public void close() {
        ending.run();
    }
}
