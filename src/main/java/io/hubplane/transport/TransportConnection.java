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
     * The secret by which the client finds its connection again; equal to the id for version 0 of the negotiation.
     *
     * @return the token
     */
    String token();

    /**
     * Reserves the connection for one transport, if it is asked for by the user the connection was made for. A
     * connection with stateful reconnect may be claimed again for another WebSocket, which takes the place of the one
     * before, whether that is known to be gone or not.
     *
     * @param type the transport that wants it
     * @param request the request that asks for it; its headers, cookies and query are what the application sees from
     * now
     *     on, and its sender's roles are those of all that comes over the transport itself
     * @return whether it may have it
     */
    Claim claim(TransportType type, RequestInfo request);

    /**
     * A request has come that means to belong to the connection; to be told before anything is done for it. If it is
     * the user's the connection was made for, it tells when that ceases to hold, as with a renewed token.
     *
     * @param identity who sent the request
     * @return false if it is somebody else's, who is to be refused; then nothing has changed
     */
    boolean renewed(Identity identity);

    /** Gives a claim back when no transport came of it; the connection ends. */
    void abandoned();

    /**
     * The transport is open: sends and receives begin.
     *
     * @param transport the way out
     */
    void opened(Transport transport);

    /**
     * Bytes came over the transport itself, in any portions. May block for a while when the connection's calls are not
     * served fast enough.
     *
     * @param data the bytes; not kept after the return
     */
    void received(ByteBuffer data);

    /**
     * Bytes came by a request of their own beside the transport, in any portions. May block as {@link
     * #received(ByteBuffer)} does.
     *
     * @param data the bytes; not kept after the return
     * @param sender who sent that request, the user the connection was made for: calls within the bytes are made with
     * the
     *     roles the sender has, whatever other requests have
     */
    void received(ByteBuffer data, Identity sender);

    /**
     * Whether so much of what came waits for the hub that a transport which can wait without a thread should hand over
     * nothing more for now. To be asked by whoever calls {@code received}, before he does.
     *
     * @return true if the peer is to wait
     */
    default boolean isCrowded() {
        return false;
    }

    /**
     * How long a message may be: a transport that gathers more than messages before it hands over need not gather much
     * more.
     *
     * @return the length in bytes
     */
    default int maximumMessageSize() {
        return Integer.MAX_VALUE;
    }

    /** More has come in one piece than is gathered: as if it were a message that is too long. */
    default void tooLong() {}

    /** A part has come of something that can be handed over only as a whole: the client is there. */
    default void heard() {}

    /**
     * The transport is closed; nothing follows. Without effect if another transport has taken its place.
     *
     * @param failure what broke it, or null if the peer or this side closed it in the regular way. Only a broken one
     *     leaves a connection with stateful reconnect waiting for the next
     */
    void closed(@Nullable Throwable failure);

    /**
     * The transport has said its last word. Its wire is cut if it is still there after a time, as that of a peer that
     * neither reads nor answers is.
     *
     * @param wire what the transport ran over, and nothing else does
     */
    default void released(Wire wire) {}

    /** Whether a transport may have a connection. */
    enum Claim {
        /** The transport has it. */
        GRANTED,
        /** It is bound to another transport. */
        OTHER_TRANSPORT,
        /** A transport of this type has it already. */
        TAKEN,
        /** It has ended. */
        ENDED,
        /** It is not the asking user's; nothing has changed. */
        OTHER_USER
    }
}
