package io.hubplane.connection;

import io.hubplane.protocol.HubMessage;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A connection's place in its hub: in the stores, and with the receiver of its messages. Called by one thread at a time,
 * as the {@link InboundGate} sees to.
 */
final class Registration {
    private final HubConnection connection;
    private final HubConnections owner;
    private boolean begun;
    private long begin;
    private @Nullable HubMessageReceiver receiver;

    Registration(HubConnection connection, HubConnections owner) {
        this.connection = connection;
        this.owner = owner;
    }

    /**
     * Lets the connection be found, here and by other nodes, then tells the hub.
     *
     * @param found run in between
     */
    void begin(Runnable found) {
        HubServices services = owner.services();
        begun = true;
        begin = services.ticker().getAsLong();
        services.observer().connectionOpened(services.hub(), connection.transportName());
        CompletionStage<Void> ready = owner.lifetimeManager().connected(connection);
        found.run();
        receiver = owner.dispatch().connected(connection, ready);
    }

    void received(HubMessage message, int length) {
        if (receiver != null) {
            receiver.received(message, length);
        }
    }

    /** Undoes what has begun, if anything has. */
    void end(@Nullable Throwable reason) {
        if (!begun) {
            return;
        }
        HubServices services = owner.services();
        owner.lifetimeManager().disconnected(connection);
        long open = services.ticker().getAsLong() - begin;
        services.observer().connectionClosed(services.hub(), connection.transportName(), open, reason == null);
        if (receiver != null) {
            receiver.disconnected(reason);
        }
    }
}
