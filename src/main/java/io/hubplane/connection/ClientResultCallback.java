package io.hubplane.connection;

import io.hubplane.protocol.HubMessage;
import org.jspecify.annotations.Nullable;

/**
 * A client result that was asked of a connection of this node. Exactly one of the outcomes is reported. A forwarded
 * question may be dropped without a report; then its own node's time-out ends it.
 */
public interface ClientResultCallback {
    /** The id of the invocation that asks. */
    String id();

    /** Whether another node awaits the result. */
    default boolean isForwarded() {
        return false;
    }

    /** Where another node awaits the result; null if this node does. */
    default @Nullable String returnAddress() {
        return null;
    }

    /** The client has answered. */
    void answered(HubMessage.Completion completion);

    /** The connection has ended without an answer. */
    void disconnected();
}
