package io.hubplane.bench.contestant;

import java.net.URI;
import java.util.List;

/**
 * The nodes of a contestant while they run.
 *
 * @param addresses where each answers, with a slash at its end
 * @param processes the number of each one's process
 * @param ending ends them
 */
public record RunningNodes(List<URI> addresses, List<Long> processes, Runnable ending) implements AutoCloseable {
    @Override
    public void close() {
        ending.run();
    }
}
