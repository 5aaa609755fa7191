package io.hubplane.abuse.application;

import io.hubplane.observe.CloseReason;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.ObservedConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts how often clients of this node have reached each limit, as an application can. Safe for any thread. */
@ApplicationScoped
public class ReachedLimits implements HubObserver {
    /** By the setting of the limit, without {@code hubplane.}. */
    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    @Override
    public void limitReached(String hub, String limit) {
        counts.merge(limit, 1L, Long::sum);
    }

    @Override
    public void messagesDropped(ObservedConnection connection, int messages) {
        limitReached(connection.hub(), "overflow-policy");
    }

    @Override
    public void handshakeFailed(String hub, String connectionId, String transport, CloseReason reason) {
        if (reason == CloseReason.TIMEOUT) {
            limitReached(hub, "handshake-timeout");
        }
    }

    /** The counts so far. */
    public Map<String, Long> counts() {
        return Map.copyOf(counts);
    }
}
