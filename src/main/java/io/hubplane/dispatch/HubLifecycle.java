package io.hubplane.dispatch;

import io.hubplane.hub.Disconnection;
import io.hubplane.hub.HubCallerContext;

/**
 * Is told about a hub's connections after the hub itself. Called inside the {@link CallScope} of the connection: first
 * {@link #connected}, then {@link #disconnected}, once each. An exception is logged and has no other effect.
 */
public interface HubLifecycle {
    /**
     * The hub has accepted a connection; its first call has not been dispatched yet.
     *
     * @param caller the connection
     */
    void connected(HubCallerContext caller);

    /**
     * A connection that the hub had accepted has ended, and its last call is over.
     *
     * @param disconnection the connection and the reason for its end
     */
    void disconnected(Disconnection disconnection);
}
