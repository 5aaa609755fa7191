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
     * Whether the hub has accepted the connection and has not been told about its end. Safe for any thread.
     *
     * @return false if the connection cannot go to another node
     */
    default boolean isOpen() {
        return false;
    }

    /**
     * Whether the connection {@linkplain #isOpen() is open} and no call or stream is. Safe for any thread.
     *
     * @return true if nothing of the client's is under way
     */
    default boolean isQuiet() {
        return isOpen() && openCalls() == 0 && openStreams() == 0;
    }

    /** Answers all open calls with an error, and begins none. What they answer themselves is dropped. Safe for any thread. */
    default void giveUp() {}

    /** Another node goes on with the connection; nothing follows, and the hub is not told about an end. */
    default void moved() {}

    /**
     * The connection has ended; nothing follows.
     *
     * @param reason what failed, or null if the client or the server closed the connection normally
     */
    void disconnected(@Nullable Throwable reason);
}
