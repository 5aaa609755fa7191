package io.hubplane.connection.outbound;

/** What became of a message offered to an {@link OutboundQueue}. */
public enum EnqueueResult {
    /** It waits, and {@link OutboundQueue#flush} must be called. */
    FLUSH,
    /** It waits, and leaves without further ado. */
    QUEUED,
    /** It waits, and leaves without further ado; but so much waits that whoever has more to send should wait for room. */
    FULL,
    /** It was dropped: by the overflow policy, or because the queue is closed. */
    DROPPED,
    /** It found no room, and the connection must be closed. */
    OVERFLOW
}
