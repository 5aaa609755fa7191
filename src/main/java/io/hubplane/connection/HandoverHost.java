package io.hubplane.connection;

import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.Wire;
import org.jspecify.annotations.Nullable;

/** The connections of a hub on one node, for those who hand them over between nodes. Safe for any thread. */
public interface HandoverHost {
    /** A connection of this node, or null if there is none. */
    @Nullable
    HubConnection find(TokenDigest token);

    /**
     * Goes on with a connection that another node has handed over. It waits for its client's next transport.
     *
     * @param request the request that the client has come with
     * @return the connection; null if this node cannot go on with it
     */
    @Nullable
    HubConnection adopt(String token, RequestInfo request, Handover handover);

    /** A connection as its next transport sees it. */
    TransportConnection side(HubConnection connection);

    /**
     * Leaves a transport to a client that has opened it without using it, see {@link UnusedTransports}.
     *
     * @param key identifies the transport; equal only to itself
     */
    void leaveUnused(Object key, Transport transport);

    /** The client of a transport that was left to it has used it or closed it. */
    void used(Object key);

    /** A transport has sent its last bytes over a wire, see {@link TransportConnection#released}. */
    void released(Wire wire);

    /** The maximum length of a client's message, in bytes. */
    int maximumMessageSize();

    /** Runs a task about a tenth of a second later. */
    void later(Runnable task);

    /** Runs a task that may be held back by a client. */
    void run(Runnable task);
}
