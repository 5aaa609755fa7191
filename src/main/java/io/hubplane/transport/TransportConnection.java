package io.hubplane.transport;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A connection as its transport sees it.
 *
 * <p>Life cycle: {@link #claim}, {@link #opened}, any number of {@link #received}, one {@link #closed}. One thread at a
 * time calls {@code received} and {@code closed}; the other methods are safe for any thread.
 */
public interface TransportConnection {
    /**
     * The public id.
     *
     * @return the id
     */
    String id();

    /**
     * The secret by which the client finds its connection again. With version 0 of the negotiation it equals the id.
     *
     * @return the token
     */
    String token();

    /**
     * Reserves the connection for one transport, if the request comes from the connection's user. A connection with
     * stateful reconnect may be claimed again for another WebSocket. The new WebSocket replaces the one before, even if
     * nobody knows yet that the old one is gone.
     *
     * @param type the transport that claims the connection
     * @param request the request of the transport. From now on the application sees its headers, cookies and query, and
     *     what comes over the transport itself has the roles of its sender
     * @return whether the transport may have the connection
     */
    Claim claim(TransportType type, RequestInfo request);

    /**
     * Tells the connection that a request names it, before the request is carried out. If the connection's user sent
     * it, the connection takes over when the identity expires, for example from a renewed token.
     *
     * @param identity the sender of the request
     * @return false if it is another user; then the request must be refused, and nothing has changed
     */
    boolean renewed(Identity identity);

    /** Gives a claim back because no transport was made; the connection ends. */
    void abandoned();

    /**
     * The transport is open: sends and receives begin.
     *
     * @param transport sends to the client
     */
    void opened(Transport transport);

    /**
     * Bytes came over the transport itself, in portions of any size. May block for a while if the connection's calls
     * are not served fast enough.
     *
     * @param data the bytes; not kept after the return
     */
    void received(ByteBuffer data);

    /**
     * Bytes came in a separate request beside the transport, in portions of any size. May block like
     * {@link #received(ByteBuffer)}.
     *
     * @param data the bytes; not kept after the return
     * @param sender the sender of that request, who is the connection's user. Calls within the bytes have this sender's
     *     roles, not those of other requests
     */
    void received(ByteBuffer data, Identity sender);

    /**
     * Whether so much data waits for the hub that nothing more should be passed on for now. A transport that can wait
     * without a thread asks this before it calls {@code received}.
     *
     * @return true if the peer should wait
     */
    default boolean isCrowded() {
        return false;
    }

    /**
     * The maximum length of a message. A transport that gathers data before it passes it on need not gather much more
     * than this.
     *
     * @return the length in bytes
     */
    default int maximumMessageSize() {
        return Integer.MAX_VALUE;
    }

    /** More data has come in one piece than the transport gathers; this is treated like a message that is too long. */
    default void tooLong() {}

    /** Part of some data has come that can only be passed on when it is complete. It shows that the client is there. */
    default void heard() {}

    /**
     * The transport is closed; nothing follows. Has no effect if another transport has replaced it.
     *
     * @param failure what broke the transport, or null if the peer or this side closed it normally. A connection with
     *     stateful reconnect waits for the next transport only if this one broke
     */
    void closed(@Nullable Throwable failure);

    /**
     * The transport has sent its last bytes. Its wire is cut if it is still open after a time, as when the peer neither
     * reads nor answers.
     *
     * @param wire the TCP connection of the transport; nothing else uses it
     */
    default void released(Wire wire) {}

    /** Whether a transport may have the connection. */
    enum Claim {
        /** The transport has the connection. */
        GRANTED,
        /** The connection is bound to another type of transport. */
        OTHER_TRANSPORT,
        /** A transport of this type already has the connection. */
        TAKEN,
        /** The connection has ended. */
        ENDED,
        /** The connection belongs to another user; nothing has changed. */
        OTHER_USER,
        /** The node shuts down, and another one goes on with the connection; nothing has changed. */
        ELSEWHERE
    }
}
