package io.hubplane.lifetime.handover;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneMessage.HandoverRequest;
import io.hubplane.backplane.HandoverStep;
import io.hubplane.connection.Departure;
import io.hubplane.connection.TokenDigest;
import io.hubplane.lifetime.routing.MovedConnections;
import io.hubplane.lifetime.routing.Routing;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Connections that were handed over and that the other nodes have not confirmed. If the confirmation does not come,
 * nobody knows whether the connection is there: it is ended here, once for the hub, and taken back from there. Safe for
 * any thread.
 */
final class HandedOver {
    /** How long another node may take to say that it has taken a connection, in nanoseconds; it does so at once. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final String nodeId;
    private final LongSupplier ticker;
    private final Routing routing;
    private final HandoverGate gate;
    private final MovedConnections moved;
    private final Map<TokenDigest, Sent> unconfirmed = new ConcurrentHashMap<>();

    private record Sent(String node, Departure departure, long since) {}

    HandedOver(String nodeId, LongSupplier ticker, Routing routing, HandoverGate gate, MovedConnections moved) {
        this.nodeId = nodeId;
        this.ticker = ticker;
        this.routing = routing;
        this.gate = gate;
        this.moved = moved;
    }

    /** A connection is on its way to a node; its hand-over is over when that node has confirmed it. */
    void add(TokenDigest token, String node, Departure departure) {
        unconfirmed.put(token, new Sent(node, departure, ticker.getAsLong()));
    }

    /** The other node has the connection. */
    void taken(TokenDigest token) {
        Sent sent = unconfirmed.remove(token);
        if (sent != null) {
            sent.departure().arrived();
            gate.end();
        }
    }

    void expire(long now) {
        unconfirmed.forEach((token, sent) -> {
            if (now - sent.since() > PATIENCE) {
                takeBack(token, sent);
            }
        });
    }

    /** Tried again with the next heartbeat until the backplane takes it. */
    private void takeBack(TokenDigest token, Sent sent) {
        HandoverRequest order = new HandoverRequest(0, nodeId, HandoverStep.VOID, token.bytes(), null);
        routing.tell(sent.node(), order).whenComplete((taken, failure) -> {
            if (failure == null && unconfirmed.remove(token, sent)) {
                gate.end();
                moved.remove(token);
                sent.departure()
                        .gotLost(new BackplaneException("Node '" + sent.node() + "' asked for connection '"
                                + sent.departure().connection().id() + "' and did not confirm that it has it"));
            }
        });
    }

    int size() {
        return unconfirmed.size();
    }

    /** The node ends; what was handed over is believed to have arrived. */
    void close() {
        List.copyOf(unconfirmed.keySet()).forEach(this::taken);
    }
}
