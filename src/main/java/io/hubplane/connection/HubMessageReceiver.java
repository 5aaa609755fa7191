package io.hubplane.connection;

import io.hubplane.protocol.HubMessage;
import org.jspecify.annotations.Nullable;

/** Takes the messages of one connection. Called by one thread at a time. */
public interface HubMessageReceiver {
    /**
     * Takes a message. Ping, Close, Ack and Sequence do not come here, since the connection handles them itself. The
     * thread that reads the connection calls this: it must pass the message on and return. It may block for a bounded
     * time to slow this client down.
     *
     * @param message the message
     * @param length its length in bytes
     */
    void received(HubMessage message, int length);

    /**
     * Whether so much waits that the client should wait. A caller that can wait without a thread asks this before it
     * calls {@code received}.
     *
     * @return true if nothing more should come for now
     */
    default boolean isCrowded() {
        return false;
    }

    /**
     * How many calls have been received and have not ended. Safe for any thread.
     *
     * @return the number, including calls that wait for their turn
     */
    default int openCalls() {
        return 0;
    }

    /**
     * How many streams are open, in both directions together. Safe for any thread.
     *
     * @return the number
     */
    default int openStreams() {
        return 0;
    }

    /**
     * The connection has ended; nothing follows.
     *
     * @param reason what failed, or null if the client or the server closed the connection normally
     */
    void disconnected(@Nullable Throwable reason);
}
