package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneMessage.Probe;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Notices that a node has gone from which answers are awaited, so that whoever waits is told long before the time is up.
 * Each such node is sent a {@link Probe} now and then; if it reaches nobody twice in a row, the node is gone. Once might
 * be a node that is subscribing anew. Answers that come soon cost nothing. Called by one thread at a time, but for what
 * becomes of the probes.
 */
final class NodeWatch {
    /** How often nodes are probed, and how long an answer may take until its node is. */
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(2);

    private static final int PROBES = 2;

    private final Routing routing;
    private final ClientResults results;
    private final RequestForwarding forwards;
    private final AnswerConfirmations confirmations;
    /** How many probes in a row have reached nobody. */
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
                if (failure == null && reached >= 0) { // else the backplane is away, which says nothing of the node
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
