package io.hubplane.connection;

import java.util.concurrent.CompletionStage;

/** What a hub does with its connections; the layer above. Safe for any thread. */
public interface HubDispatch {
    /**
     * A connection has completed its handshake.
     *
     * @param connection the connection
     * @param ready completed when the connection can be reached by other nodes; the hub is not called before
     * @return takes the connection's messages
     */
    HubMessageReceiver connected(HubConnection connection, CompletionStage<Void> ready);
}
