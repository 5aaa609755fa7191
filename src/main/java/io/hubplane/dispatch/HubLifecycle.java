package io.hubplane.dispatch;

import io.hubplane.hub.Disconnection;
import io.hubplane.hub.HubCallerContext;

/**
 * Hears of a hub's connections after the hub itself. Called inside the {@link CallScope} of the connection, first
 * {@link #connected}, then {@link #disconnected}, once each. An exception is logged and changes nothing.
 */
public interface HubLifecycle {
    /**
     * The hub has accepted a connection; its first call has not been dispatched yet.
     *
     * @param caller the connection
     */
    void connected(HubCallerContext caller);

    /**
     * A connection the hub had accepted has ended, and so has its last call.
     *
     * @param disconnection the connection and what ended it
     */
    void disconnected(Disconnection disconnection);
}
