package io.hubplane.connection;

import io.hubplane.protocol.HubMessage;
import org.jspecify.annotations.Nullable;

/** Takes the messages of one connection. Called by one thread at a time. */
public interface HubMessageReceiver {
    /**
     * A message came, other than Ping, Close, Ack and Sequence, which the connection handles
     * itself. Called by the thread that reads
     * the connection: it must hand the message on and return; it may block to slow this client down, for a bounded
     * time.
     *
     * @param message the message
     * @param length its length in bytes
     */
    void received(HubMessage message, int length);

    /**
     * Whether so much waits that the client is to wait. To be asked by whoever calls {@code received}, if he can wait
     * without a thread.
     *
     * @return true if nothing more should come for now
     */
    default boolean isCrowded() {
        return false;
    }

    /**
     * How many calls have been received and have not ended. Safe for any thread.
     *
     * @return how many, those that wait for their turn included
     */
    default int openCalls() {
        return 0;
    }

    /**
     * How many streams there are, of both directions together. Safe for any thread.
     *
     * @return how many
     */
    default int openStreams() {
        return 0;
    }

    /**
     * The connection has ended; nothing follows.
     *
     * @param reason what ended it, or null if client or server closed it in the regular way
     */
    void disconnected(@Nullable Throwable reason);
}
