package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneMessage.Probe;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Notices that a node from which answers are awaited has gone, so that the waiting ends long before the time-out. It
 * sends each such node a {@link Probe} now and then. If two probes in a row reach nobody, the node has gone; a single
 * one may meet a node that is just subscribing again. Quick answers cause no probe. Called by one thread at a time,
 * except for the results of probes.
 */
final class NodeWatch {
    /** The time between probes, and how long an answer may take before its node is probed, in nanoseconds. */
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(2);

    private static final int PROBES = 2;

    private final Routing routing;
    private final ClientResults results;
    private final RequestForwarding forwards;
    private final AnswerConfirmations confirmations;
    /** How many probes in a row have reached nobody, by node. */
    private final Map<String, Integer> missed = new ConcurrentHashMap<>();

    private long last;

    NodeWatch(
            Routing routing,
            ClientResults results,
            RequestForwarding forwards,
            AnswerConfirmations confirmations,
            long now) {
        this.routing = routing;
        this.results = results;
        this.forwards = forwards;
        this.confirmations = confirmations;
        this.last = now;
    }

    void beat(long now) {
        if (now - last < PERIOD) {
            return;
        }
        last = now;
        Set<String> awaited = new HashSet<>(results.nodesAskedBefore(now - PERIOD));
        awaited.addAll(forwards.nodesAskedBefore(now - PERIOD));
        awaited.addAll(confirmations.nodesAskedBefore(now - PERIOD));
        missed.keySet().retainAll(awaited);
        for (String node : awaited) {
            routing.tell(node, new Probe()).whenComplete((reached, failure) -> {
                if (failure == null && reached >= 0) { // otherwise the backplane is away
                    probed(node, reached);
                }
            });
        }
    }

    private void probed(String node, int reached) {
        if (reached > 0) {
            missed.remove(node);
        } else if (missed.merge(node, 1, Integer::sum) >= PROBES) {
            missed.remove(node);
            results.gone(node);
            forwards.gone(node);
            confirmations.gone(node);
        }
    }
}
