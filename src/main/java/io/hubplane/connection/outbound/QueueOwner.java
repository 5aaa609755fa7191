package io.hubplane.connection.outbound;

import io.hubplane.transport.Transport;
import org.jspecify.annotations.Nullable;

/** Receives the events of an {@link OutboundQueue}, which calls it without holding its lock. */
public interface QueueOwner {
    /** The maker of frames. */
    SharedFrames frames();

    /** Must have {@link OutboundQueue#flush} called once, soon; messages that come before it share the frame. */
    void flushSoon();

    /** A frame was given to the transport. */
    void frameSent(int messages, int bytes);

    /** Messages were dropped to make room. */
    void dropped(int messages);

    /**
     * The transport failed to send and gets nothing more. Unless messages are kept for the next transport, the queue
     * accepts nothing more.
     */
    void sendFailed(@Nullable Transport failed, Throwable failure);
}
