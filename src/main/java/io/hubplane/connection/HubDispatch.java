package io.hubplane.connection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes the connections of a hub; the layer above implements it. Safe for any thread. */
public interface HubDispatch {
    /**
     * A connection has completed its handshake.
     *
     * @param connection the connection
     * @param ready completed when other nodes can reach the connection; the hub is not called before
     * @return the receiver of the connection's messages
     */
    HubMessageReceiver connected(HubConnection connection, CompletionStage<Void> ready);

    /**
     * A connection has come from another node, where its hub was told about it. By default it is taken for a new one.
     *
     * @param connection the connection
     * @return the receiver of the connection's messages
     */
    default HubMessageReceiver goesOn(HubConnection connection) {
        return connected(connection, CompletableFuture.completedFuture(null));
    }
}
