package io.hubplane.connection;

import org.jspecify.annotations.Nullable;

/**
 * The queues that a fan-out has filled and that nobody flushes yet, linked through the queues themselves. They are
 * handed over when all of them are filled. Used by one thread.
 */
final class PendingFlushes {
    private final Flusher flusher;
    private @Nullable OutboundQueue first;

    PendingFlushes(Flusher flusher) {
        this.flusher = flusher;
    }

    /** To be called for {@link Offer#FLUSH} only. */
    void add(OutboundQueue queue) {
        queue.nextToFlush = first;
        first = queue;
    }

    /** Has them flushed soon. */
    void flush() {
        OutboundQueue all = first;
        if (all != null) {
            first = null;
            flusher.flushSoon(all);
        }
    }
}
