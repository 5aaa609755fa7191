package io.hubplane.lifetime;

import io.hubplane.lifetime.forwarding.Forwarding;
import io.hubplane.lifetime.routing.Routing;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Notices that a node from which answers are awaited has gone, so that the waiting ends long before the time-out. It
 * asks the backplane now and then whether each such node is there. If a node is absent twice in a row, it has gone; once
 * may be a node that is just subscribing again. Quick answers cause no question. Called by one thread at a time, except
 * for the answers of the backplane.
 */
final class NodeWatch {
    /** The time between questions, and how long an answer may take before its node is asked about, in nanoseconds. */
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(2);

    private static final int ABSENCES = 2;

    private final Routing routing;
    private final ClientResults results;
    private final Forwarding forwarding;
    /** How often in a row a node was absent. */
    private final Map<String, Integer> missed = new ConcurrentHashMap<>();

    private long last;

    NodeWatch(Routing routing, ClientResults results, Forwarding forwarding, long now) {
        this.routing = routing;
        this.results = results;
        this.forwarding = forwarding;
        this.last = now;
    }

    void beat(long now) {
        if (now - last < PERIOD) {
            return;
        }
        last = now;
        Set<String> awaited = new HashSet<>(results.nodesAskedBefore(now - PERIOD));
        awaited.addAll(forwarding.nodesAskedBefore(now - PERIOD));
        missed.keySet().retainAll(awaited);
        for (String node : awaited) {
            routing.isThere(node).whenComplete((there, unknown) -> {
                if (unknown == null) { // otherwise the backplane does not know
                    looked(node, there);
                }
            });
        }
    }

    private void looked(String node, boolean there) {
        if (there) {
            missed.remove(node);
        } else if (missed.merge(node, 1, Integer::sum) >= ABSENCES) {
            missed.remove(node);
            results.gone(node);
            forwarding.gone(node);
        }
    }
}
