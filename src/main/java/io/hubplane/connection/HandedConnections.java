package io.hubplane.connection;

import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.Wire;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a hub on this node, for those who hand them over. Safe for any thread.
 *
 * @param finding finds a connection; null if there is none
 * @param adopting goes on with a connection of another node
 * @param shared what the connections share
 * @param running has threads that a client may hold back
 * @param pausing runs tasks about a tenth of a second later
 */
record HandedConnections(
        Function<TokenDigest, @Nullable HubConnection> finding,
        Adopting adopting,
        ConnectionServices shared,
        Executor running,
        Executor pausing)
        implements HandoverHost {
    /** Goes on with a connection of another node. */
    interface Adopting {
        @Nullable
        HubConnection adopt(String token, RequestInfo request, Handover handover);
    }

    @Override
    public @Nullable HubConnection find(TokenDigest token) {
        return finding.apply(token);
    }

    @Override
    public @Nullable HubConnection adopt(String token, RequestInfo request, Handover handover) {
        return adopting.adopt(token, request, handover);
    }

    @Override
    public TransportConnection side(HubConnection connection) {
        return new TransportSide(connection.pipeline());
    }

    @Override
    public void leaveUnused(Object key, Transport transport) {
        boolean left = shared.unusedTransports().leave(key, 1, transport);
        shared.unusedTransports().closeDismissed();
        if (!left) {
            transport.close(CloseStatus.GOING_AWAY);
        }
    }

    @Override
    public void used(Object key) {
        shared.unusedTransports().closed(key, 1);
    }

    @Override
    public void released(Wire wire) {
        shared.aborts().released(wire, shared.services().ticker().getAsLong());
    }

    @Override
    public int maximumMessageSize() {
        return shared.options().maximumReceiveMessageSize();
    }

    @Override
    public void later(Runnable task) {
        pausing.execute(task);
    }

    @Override
    public void run(Runnable task) {
        running.execute(task);
    }
}
