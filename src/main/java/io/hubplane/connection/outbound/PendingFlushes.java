package io.hubplane.connection.outbound;

import org.jspecify.annotations.Nullable;

/**
 * The queues that a fan-out has filled and that nobody flushes yet, linked through the queues themselves. They are
 * handed over when all of them are filled. Used by one thread.
 */
public final class PendingFlushes {
    private final Flusher flusher;
    private @Nullable OutboundQueue first;

    /** Makes an empty list of queues for a flusher. */
    public PendingFlushes(Flusher flusher) {
        this.flusher = flusher;
    }

    /** To be called for {@link EnqueueResult#FLUSH} only. */
    public void add(OutboundQueue queue) {
        queue.nextToFlush = first;
        first = queue;
    }

    /** Has them flushed soon. */
    public void flush() {
        OutboundQueue all = first;
        if (all != null) {
            first = null;
            flusher.flushSoon(all);
        }
    }
}
