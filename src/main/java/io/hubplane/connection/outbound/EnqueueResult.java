package io.hubplane.connection.outbound;

/** The outcome of adding a message to an {@link OutboundQueue}. */
public enum EnqueueResult {
    /** The message waits, and the caller must have {@link OutboundQueue#flush} called. */
    FLUSH,
    /** The message waits and will be sent without further action. */
    QUEUED,
    /** As {@link #QUEUED}, but so much waits that the sender should wait for room before it sends more. */
    FULL,
    /** The message was dropped: by the overflow policy, or because the queue is closed. */
    DROPPED,
    /** The message found no room, and the connection must be closed. */
    OVERFLOW
}
