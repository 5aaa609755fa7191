package io.hubplane.connection;

import io.hubplane.protocol.HubMessage;

/**
 * A client result a connection of this node has been asked for. Exactly one of the outcomes is told, unless it is forwarded and
 * its node is left to its own time-out.
 */
public interface ClientResultCallback {
    /** The id of the invocation the client answers. */
    String id();

    /** Whether another node awaits it. */
    default boolean isForwarded() {
        return false;
    }

    /** The client has answered. */
    void answered(HubMessage.Completion completion);

    /** The connection has ended without an answer. */
    void disconnected();
}
