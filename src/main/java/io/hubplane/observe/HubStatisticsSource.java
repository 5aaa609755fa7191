package io.hubplane.observe;

/** Tells what there is on this node; injected into any bean. Safe for any thread. */
public interface HubStatisticsSource {
    /**
     * What there is now. It looks at each connection once, for which it takes the lock of its queue for an instant and waits for
     * nothing else: about two to three microseconds for each. To be asked about once a second at most.
     *
     * @return the statistics
     * @throws IllegalStateException if the hubs are not served yet or not any more
     */
    NodeStatistics snapshot();
}
