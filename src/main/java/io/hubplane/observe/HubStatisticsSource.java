package io.hubplane.observe;

/** Gives statistics of this node; injected into any bean. Safe for any thread. */
public interface HubStatisticsSource {
    /**
     * The present statistics. This visits each connection once, takes the lock of its queue for an instant, and waits
     * for nothing else: about two to three microseconds for each connection. Call it at most about once a second.
     *
     * @return the statistics
     * @throws IllegalStateException if the hubs are not yet, or no longer, served
     */
    NodeStatistics snapshot();
}
