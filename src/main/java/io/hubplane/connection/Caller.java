package io.hubplane.connection;

import io.hubplane.observe.ObservedConnection;
import io.hubplane.protocol.HubMessage;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client's connection, as the hub that it calls uses it. Safe for any thread. */
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
     * The user identifier that {@link UserIdentification} has determined; it never changes.
     *
     * @return the identifier, or empty if the connection has no user or has not completed its handshake
     */
    Optional<String> userIdentifier();

    /**
     * The connection as observers see it.
     *
     * @return always the same object; null if nobody observes or the connection has not completed its handshake
     */
    @Nullable
    ObservedConnection observed();

    /**
     * The sender of the bytes that are being read, and so of the message that is being passed on.
     *
     * @return the sender; the same object as long as the bytes come in the same request. Call it only within
     *     {@link HubMessageReceiver#received}
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
     * The data that the application keeps with the connection.
     *
     * @return the live map, safe for concurrent use
     */
    Map<String, Object> items();

    /**
     * Whether the connection accepts messages.
     *
     * @return true between the handshake and the end
     */
    boolean isOpen();

    /**
     * Queues a message for this connection only. It is sent at once. An item of a stream is left to the flusher
     * instead: usually more items follow at once, and sending them one by one would cost many times as much.
     *
     * @param message the message; dropped if the connection is not open
     * @throws IllegalArgumentException if a value in it cannot be encoded
     */
    void write(HubMessage message);

    /**
     * Waits until the client can take more, for callers that could write more than the client takes. Other callers may
     * still write, up to the bounds of the outbound queue.
     *
     * @param action run once, on any thread, when less than half of {@code transportMaxBufferSize} waits for the client
     *     or the connection has ended; must not block. Not kept if the result is true
     * @return true if less than {@code transportMaxBufferSize} waits now, or the connection has ended
     */
    boolean whenWritable(Runnable action);

    /**
     * Takes a completion that the client has sent.
     *
     * @param completion the completion
     * @return true if the client was asked for it and had not answered; otherwise nothing happens
     */
    boolean answered(HubMessage.Completion completion);

    /**
     * Asks the transport not to read on, which some transports would do. {@link HubMessageReceiver#received} calls this
     * before it blocks.
     *
     * @return true if the caller must not block, since the transport waits without a thread
     */
    boolean pauseReceiving();

    /**
     * Whether {@link HubMessageReceiver#received} may block. It may not when the connection has got another transport,
     * whose bytes the same thread must read. A blocking caller asks this again and again.
     *
     * @return false if it must return
     */
    boolean mayHoldReader();

    /**
     * Ends the connection on behalf of the application: sends a Close that forbids reconnecting, then closes the
     * transport.
     */
    void abort();

    /**
     * Ends the connection because something failed.
     *
     * @param reason what failed; passed to {@link HubMessageReceiver#disconnected}; the client gets its text if
     *     detailed errors are on
     * @param allowReconnect whether the client may reconnect by itself
     */
    void fail(Throwable reason, boolean allowReconnect);
}
