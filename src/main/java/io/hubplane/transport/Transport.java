package io.hubplane.transport;

import org.jspecify.annotations.Nullable;

/**
 * A connection's way out over one physical transport.
 *
 * <p>Life cycle: made by the transport, handed to {@link TransportConnection#opened}, any number of sends one after
 * another, one close. Methods may be called by any thread, but only one send is under way at a time. No method blocks.
 */
public interface Transport {
    /**
     * Which transport this is.
     *
     * @return the type
     */
    TransportType type();

    /**
     * Whether it can carry arbitrary bytes, not only text.
     *
     * @return false for text only
     */
    boolean carriesBinary();

    /**
     * Sends a batch as one frame. Called again only after the completion was called.
     *
     * @param batch the batch
     * @param completion called exactly once, by any thread, the caller's included
     */
    void send(Batch batch, Completion completion);

    /**
     * Closes the transport after what was sent before; {@link TransportConnection#closed} follows. A second call does
     * nothing.
     *
     * @param status the status for the peer
     */
    void close(CloseStatus status);

    /**
     * What was sent before is the last, and the client has said that it closes: leaves closing to it where that is its
     * part, or closes. Whoever asks still has to {@link #close} if the client does not within a time.
     *
     * @param status the status for the peer
     */
    default void leaveToClient(CloseStatus status) {
        close(status);
    }

    /**
     * Lets intermediaries see that the transport is in use, by nothing the client could notice. To be called while no
     * send is under way; does nothing where there is no such means.
     */
    default void keepOpen() {}

    /**
     * Asks the transport to read nothing more from the peer until {@link TransportConnection#received} has returned, so
     * that the peer has to wait. To be called by {@code received} before it blocks: most transports do not read on
     * meanwhile anyway and do nothing here, but some would, and pile up what comes. A little may still come.
     *
     * @return true if {@code received} is not to block: the transport can wait without a thread, and hands nothing more
     *     over while the connection {@linkplain TransportConnection#isCrowded() is crowded}
     */
    default boolean pauseReceiving() {
        return false;
    }

    /**
     * How long something has been coming that can be handed over only as a whole. Asked by one thread at a time.
     *
     * @param now the time in nanoseconds, from any origin
     * @return the time in nanoseconds, correct to the time since the question before; 0 if there is no such thing
     */
    default long partialFor(long now) {
        return 0;
    }

    /**
     * Called about once a second while the transport is open, for what has deadlines of its own.
     *
     * @param now the time in nanoseconds, from any origin
     * @return false if the client is gone and the connection is to end
     */
    default boolean beat(long now) {
        return true;
    }

    /** Told when a send has ended. */
    @FunctionalInterface
    interface Completion {
        /**
         * The send has ended and the next may begin.
         *
         * @param failure what went wrong, or null if the transport took the batch
         */
        void completed(@Nullable Throwable failure);
    }
}
