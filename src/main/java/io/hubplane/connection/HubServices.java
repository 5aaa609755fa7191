package io.hubplane.connection;

import io.hubplane.connection.outbound.Flusher;
import io.hubplane.connection.outbound.SharedFrames;
import io.hubplane.observe.ClientLog;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.ObservedConnection;
import io.hubplane.protocol.HubProtocol;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of one hub share.
 *
 * @param counts counts what happens
 * @param log takes what clients bring about
 * @param applications runs what applications have waiting for room in their clients' queues; not what runs hub methods, all of
 *     whose threads may wait for that
 */
public record HubServices(
        String hub,
        List<HubProtocol> protocols,
        Flusher flusher,
        SharedFrames frames,
        Heartbeat heartbeat,
        HubObserver observer,
        HubCounts counts,
        ClientLog log,
        Executor applications) {
    public HubServices {
        protocols = List.copyOf(protocols);
    }

    /** Whether anybody observes; if not, nothing has to be measured or made for it. */
    public boolean isObserved() {
        return observer != HubObserver.NONE;
    }

    /** A message has come from a connection, which is null if nobody observes; so it is for the following methods. */
    void messageReceived(@Nullable ObservedConnection from, int bytes) {
        counts.received(bytes);
        if (from != null) {
            observer.messageReceived(from, bytes);
        }
    }

    void frameSent(@Nullable ObservedConnection to, int messages, int bytes) {
        counts.sent(messages, bytes);
        if (to != null) {
            observer.frameSent(to, messages, bytes);
        }
    }

    void messagesDropped(@Nullable ObservedConnection of, int messages) {
        counts.dropped(messages);
        if (of != null) {
            observer.messagesDropped(of, messages);
        }
    }

    /** A client has reached a limit, by the name that {@link HubObserver#limitReached} has for it. */
    public void limitReached(String limit) {
        counts.limits().limitReached(hub, limit);
    }

    /** The node's clock, in nanoseconds from any origin. */
    public LongSupplier ticker() {
        return heartbeat.ticker();
    }
}
