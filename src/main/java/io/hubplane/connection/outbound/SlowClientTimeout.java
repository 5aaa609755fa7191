package io.hubplane.connection.outbound;

/**
 * How long a client whose queue is full is borne with. A full queue says little: a hub may send megabytes in a moment. Slow
 * is who takes nothing for a time, or whose queue stays full for that time. Not thread safe; the queue's lock guards it.
 */
final class SlowClientTimeout {
    private final long timeout;
    /** Whether the queue was full when it was last looked at. */
    private boolean full;
    /** Since when, in nanoseconds. */
    private long since;

    /** Makes one that lasts for some nanoseconds. */
    SlowClientTimeout(long timeout) {
        this.timeout = timeout;
    }

    /** Asked for each message that finds the queue full: whether it has been for too long. */
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
