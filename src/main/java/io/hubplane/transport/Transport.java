package io.hubplane.transport;

import org.jspecify.annotations.Nullable;

/**
 * Sends to the client of a connection over one physical transport.
 *
 * <p>Life cycle: made by the transport, passed to {@link TransportConnection#opened}, any number of sends one after
 * another, one close. Any thread may call the methods, but only one send is under way at a time. No method blocks.
 */
public interface Transport {
    /**
     * Which transport this is.
     *
     * @return the type
     */
    TransportType type();

    /**
     * Whether the transport can carry arbitrary bytes, not only text.
     *
     * @return false if it carries only text
     */
    boolean carriesBinary();

    /**
     * Whether a thread that has other work may call {@link #send}, too: on the servers tried, the call returns before the
     * peer has taken anything. Some servers write a response over plain HTTP synchronously.
     *
     * @return false if only threads that do nothing but send may call it
     */
    default boolean sendsFromAnyThread() {
        return false;
    }

    /**
     * Sends a batch as one frame. Called again only after the completion was called.
     *
     * @param batch the batch
     * @param completion called exactly once, on any thread, also the caller's
     */
    void send(Batch batch, Completion completion);

    /**
     * Closes the transport after everything that was sent; {@link TransportConnection#closed} follows. A second call
     * does nothing.
     *
     * @param status the status for the peer
     */
    void close(CloseStatus status);

    /**
     * Ends a transport whose client has said that it closes the connection. Nothing more is sent. If the protocol of
     * the transport lets the client close, this waits for the client; otherwise it closes. The caller must still call
     * {@link #close} if the client does not close in time.
     *
     * @param status the status for the peer
     */
    default void leaveToClient(CloseStatus status) {
        close(status);
    }

    /**
     * Shows intermediaries that the transport is in use; the client does not notice it. Call it only while no send is
     * under way. It does nothing if the transport has no way to do so.
     */
    default void keepOpen() {}

    /**
     * Asks the transport to read nothing more from the peer until {@link TransportConnection#received} has returned, so
     * that the peer must wait. {@code received} calls this before it blocks. Most transports do not read during that
     * time anyway, and do nothing here; others would go on reading and collect the data. A little data may still come.
     *
     * @return true if {@code received} must not block: the transport can wait without a thread, and passes on nothing
     *     more while the connection {@linkplain TransportConnection#isCrowded() is crowded}
     */
    default boolean pauseReceiving() {
        return false;
    }

    /**
     * How long data has been arriving that can only be passed on when it is complete. One thread at a time asks.
     *
     * @param now the time in nanoseconds, from any origin
     * @return the time in nanoseconds, too short by at most the time since the previous call; 0 if there is no such
     *     data
     */
    default long partialFor(long now) {
        return 0;
    }

    /**
     * Called about once a second while the transport is open, so that it can check deadlines of its own.
     *
     * @param now the time in nanoseconds, from any origin
     * @return false if the client is gone and the connection must end
     */
    default boolean beat(long now) {
        return true;
    }

    /** Called when a send has ended. */
    @FunctionalInterface
    interface Completion {
        /**
         * The send has ended, and the next one may begin.
         *
         * @param failure what failed, or null if the transport has taken the batch
         */
        void completed(@Nullable Throwable failure);
    }
}
