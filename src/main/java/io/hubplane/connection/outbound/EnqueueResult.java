package io.hubplane.connection.outbound;

/** The outcome of adding a message to an {@link OutboundQueue}. */
public enum EnqueueResult {
    /**
     * The message waits, and the caller must have {@link OutboundQueue#flush} called; not at once, so that other messages
     * can share its frame.
     */
    FLUSH,
    /**
     * The message waits, and the caller must call {@link OutboundQueue#flush} at once: messages are so rare that none
     * would share its frame.
     */
    FLUSH_NOW,
    /** The message waits and will be sent without further action. */
    QUEUED,
    /** As {@link #QUEUED}, but so much waits that the sender should wait for room before it sends more. */
    FULL,
    /** The message was dropped: by the overflow policy, or because the queue is closed. */
    DROPPED,
    /** The message found no room, and the connection must be closed. */
    OVERFLOW;

    /** Whether {@link OutboundQueue#flush} must be called. */
    public boolean isToFlush() {
        return this == FLUSH || this == FLUSH_NOW;
    }
}
