package io.hubplane.connection.outbound;

import org.jspecify.annotations.Nullable;

/**
 * The queues that a fan-out has filled and that must be flushed, linked through the queues themselves. They are passed
 * on together when all are filled. Used by one thread.
 */
public final class PendingFlushes {
    private final Flusher flusher;
    private @Nullable OutboundQueue first;

    /** Makes an empty list of queues for a flusher. */
    public PendingFlushes(Flusher flusher) {
        this.flusher = flusher;
    }

    /** Adds a queue; only after it has returned {@link EnqueueResult#FLUSH}. */
    public void add(OutboundQueue queue) {
        queue.nextToFlush = first;
        first = queue;
    }

    /** Flushes the queues soon. */
    public void flush() {
        OutboundQueue all = first;
        if (all != null) {
            first = null;
            flusher.flushSoon(all);
        }
    }
}
