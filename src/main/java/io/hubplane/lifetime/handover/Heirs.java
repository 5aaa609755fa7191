package io.hubplane.lifetime.handover;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.Scope;
import io.hubplane.concurrent.Stages;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The channels of other nodes to which this one listens, because it has connections that they have handed over. The id
 * and the token of such a connection still name the node that made it, so what is for the connection goes to that
 * node's channel, also when that node has gone. A channel is subscribed while there is such a connection. Safe for any
 * thread.
 */
final class Heirs {
    private final String hub;
    private final String nodeId;
    private final Backplane backplane;
    private final BackplaneSubscriber subscriber;
    private final Map<String, CompletionStage<Void>> live = new HashMap<>();
    private final Map<String, Integer> connections = new HashMap<>();

    Heirs(String hub, Backplane backplane, BackplaneSubscriber subscriber) {
        this.hub = hub;
        this.nodeId = backplane.nodeId();
        this.backplane = backplane;
        this.subscriber = subscriber;
    }

    /** Listens for one connection more of a node; completed when everything for it comes here, too. */
    synchronized CompletionStage<Void> add(String node) {
        if (node.equals(nodeId)) {
            return Stages.done();
        }
        connections.merge(node, 1, Integer::sum);
        return live.computeIfAbsent(node, key -> backplane.subscribe(Scope.node(hub, key), subscriber));
    }

    /** A connection of a node has ended, or has moved on. */
    synchronized void remove(String node) {
        Integer left = connections.computeIfPresent(node, (key, count) -> count == 1 ? null : count - 1);
        if (left == null && live.remove(node) != null) {
            backplane.unsubscribe(Scope.node(hub, node));
        }
    }

    synchronized void close() {
        live.keySet().forEach(node -> backplane.unsubscribe(Scope.node(hub, node)));
        live.clear();
        connections.clear();
    }
}
