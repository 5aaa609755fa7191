package io.hubplane.connection.outbound;

/**
 * Decides when a client whose queue is full counts as slow. A full queue alone proves little, since a hub may send
 * megabytes in a moment. A client is slow if it takes nothing for a time, or if its queue stays full for that time. Not
 * thread safe; the queue's lock guards it.
 */
final class SlowClientTimeout {
    private final long timeout;
    /** Whether the queue was full at the last check. */
    private boolean full;
    /** When the queue became full, in nanoseconds. */
    private long since;

    /** Makes a timeout of this many nanoseconds. */
    SlowClientTimeout(long timeout) {
        this.timeout = timeout;
    }

    /** Called for each message that finds the queue full; true if the client is slow. */
    boolean isOver(long now, SendState sending) {
        if (!full) {
            full = true;
            since = now;
        }
        return now - since > timeout || (!sending.isIdle() && now - sending.lastSend() > timeout);
    }

    boolean isTried() {
        return full;
    }

    /** The queue has room again. */
    void restore() {
        full = false;
    }
}
