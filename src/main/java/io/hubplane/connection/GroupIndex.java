package io.hubplane.connection;

import java.util.concurrent.CompletionStage;

/** Who of this node's connections is in which group; the layer above. Safe for any thread. */
public interface GroupIndex {
    /**
     * Adds a connection; again changes nothing.
     *
     * @param group the group's name
     * @param connection the connection
     * @return completed when what other nodes send to the group reaches it
     */
    CompletionStage<Void> join(String group, HubConnection connection);

    /**
     * Removes a connection; a stranger changes nothing.
     *
     * @param group the group's name
     * @param connection the connection
     */
    void leave(String group, HubConnection connection);
}
