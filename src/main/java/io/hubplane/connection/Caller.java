package io.hubplane.connection;

import io.hubplane.observe.ObservedConnection;
import io.hubplane.protocol.HubMessage;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client's connection, as the hub that it calls has to do with it. Safe for any thread. */
public interface Caller {
    /**
     * The public id.
     *
     * @return the id
     */
    String id();

    /**
     * The name of the transport.
     *
     * @return the name, for example {@code WebSockets}; empty before a transport has claimed the connection
     */
    String transportName();

    /**
     * The user identifier, as the {@link UserIdentification} has it; the same for as long as the connection lasts.
     *
     * @return the identifier, or empty if the connection is nobody's or has not completed its handshake
     */
    Optional<String> userIdentifier();

    /**
     * The connection as observers see it.
     *
     * @return always the same; null if nobody observes or the connection has not completed its handshake
     */
    @Nullable
    ObservedConnection observed();

    /**
     * Who sent the bytes that are being read, and with them the message that is being handed on.
     *
     * @return the sender; the same object as long as the bytes come by the same request. To be asked within {@link
     *     HubMessageReceiver#received} only
     */
    Sender sender();

    /**
     * A header of the request of the connection's transport.
     *
     * @param name its name, ignoring case
     * @return its first value
     */
    Optional<String> header(String name);

    /**
     * A query parameter of the request of the connection's transport.
     *
     * @param name its name, ignoring case
     * @return its first value
     */
    Optional<String> queryParameter(String name);

    /**
     * A cookie of the request of the connection's transport.
     *
     * @param name its name
     * @return its value
     */
    Optional<String> cookie(String name);

    /**
     * What the application keeps with the connection.
     *
     * @return the live map, safe for concurrent use
     */
    Map<String, Object> items();

    /**
     * Whether messages are still taken.
     *
     * @return true between the handshake and the end
     */
    boolean isOpen();

    /**
     * Queues a message for this connection alone. It is sent at once; but an item of a stream is left to the flusher,
     * since commonly more follow at once, and to send them one by one costs many times as much.
     *
     * @param message the message; dropped if the connection is not open
     * @throws IllegalArgumentException if a value it carries cannot be encoded
     */
    void write(HubMessage message);

    /**
     * Waits until the client can take more, for those who could write more than it takes. Whoever does not ask may
     * still write, up to the bounds of the outbound queue.
     *
     * @param action run once, by any thread, when less than half of {@code transportMaxBufferSize} waits for the client
     *     or the connection has ended; it must not block. Not kept if the answer is true
     * @return true if less than {@code transportMaxBufferSize} waits now, or the connection has ended
     */
    boolean whenWritable(Runnable action);

    /**
     * Takes a completion that the client has sent.
     *
     * @param completion the completion
     * @return true if the client was asked for it and has not answered before; otherwise nothing happens
     */
    boolean answered(HubMessage.Completion completion);

    /**
     * To be called by {@link HubMessageReceiver#received} before it blocks: asks the transport not to read on
     * meanwhile, which some would.
     *
     * @return true if it is not to block, since the transport waits by itself
     */
    boolean pauseReceiving();

    /**
     * Whether {@link HubMessageReceiver#received} may block: not while the connection has another transport, whose
     * bytes the same thread is to read. To be asked again as long as it blocks.
     *
     * @return false if it is to return
     */
    boolean mayHoldReader();

    /** Ends the connection for the application: Close that forbids reconnecting, then the transport is closed. */
    void abort();

    /**
     * Ends the connection because something failed.
     *
     * @param reason what failed; given to {@link HubMessageReceiver#disconnected}; its text goes to the client if
     *     detailed errors are on
     * @param allowReconnect whether the client may reconnect by itself
     */
    void fail(Throwable reason, boolean allowReconnect);
}
