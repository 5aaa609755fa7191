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
 * @param log logs problems that clients cause
 * @param applications runs the actions of applications that wait for room in their clients' queues; must not be the
 *     pool of hub methods, since all its threads may wait for these actions
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

    /** The services of a new hub, with counts of 0. */
    public HubServices(
            String hub,
            List<HubProtocol> protocols,
            Flusher flusher,
            Heartbeat heartbeat,
            HubObserver observer,
            ClientLog log,
            Executor applications) {
        this(
                hub,
                protocols,
                flusher,
                new SharedFrames(),
                heartbeat,
                observer,
                new HubCounts(observer),
                log,
                applications);
    }

    /** Whether anybody observes; if not, nothing needs to be measured or made for it. */
    public boolean isObserved() {
        return observer != HubObserver.NONE;
    }

    /**
     * A message has come from a connection. In this and the following methods the connection is null if nobody
     * observes.
     */
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

    /** A client has reached a limit; the name is that in {@link HubObserver#limitReached}. */
    public void limitReached(String limit) {
        counts.limits().limitReached(hub, limit);
    }

    /** The node's clock, in nanoseconds from any origin. */
    public LongSupplier ticker() {
        return heartbeat.ticker();
    }
}
