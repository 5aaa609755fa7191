package io.hubplane.connection.outbound;

import io.hubplane.transport.Transport;
import org.jspecify.annotations.Nullable;

/** Told what happens to the messages of an {@link OutboundQueue}; called without its lock. */
public interface QueueOwner {
    /** Makes the frames. */
    SharedFrames frames();

    /** Has {@link OutboundQueue#flush} called once, soon, after others that gather messages meanwhile. */
    void flushSoon(OutboundQueue queue);

    /** A frame was handed to the transport. */
    void frameSent(int messages, int bytes);

    /** Messages were dropped to make room. */
    void dropped(int messages);

    /**
     * The transport could not send and is given nothing more; unless messages are kept for the next one, the queue takes
     * nothing more.
     */
    void sendFailed(@Nullable Transport failed, Throwable failure);
}
