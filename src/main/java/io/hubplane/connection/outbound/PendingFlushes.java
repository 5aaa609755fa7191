package io.hubplane.connection.outbound;

import org.jspecify.annotations.Nullable;

/**
 * The queues that a fan-out has filled and that must be flushed, linked through the queues themselves. They are passed
 * on together when all are filled. Used by one thread.
 */
public final class PendingFlushes {
    /** The most queues that the thread that filled them flushes itself. Passing on a few takes longer than flushing them. */
    private static final int FEW = 8;

    private final Flusher flusher;
    private @Nullable OutboundQueue first;
    private @Nullable OutboundQueue firstNow;
    private @Nullable OutboundQueue lastNow;
    private int now;

    /** Makes an empty list of queues for a flusher. */
    public PendingFlushes(Flusher flusher) {
        this.flusher = flusher;
    }

    /** Adds a queue; only after its result {@link EnqueueResult#isToFlush}. */
    public void add(OutboundQueue queue, EnqueueResult result) {
        if (result == EnqueueResult.FLUSH_NOW) {
            if (now++ == 0) {
                lastNow = queue;
            }
            queue.nextToFlush = firstNow;
            firstNow = queue;
        } else {
            queue.nextToFlush = first;
            first = queue;
        }
    }

    /** Flushes the queues: those of {@link EnqueueResult#FLUSH_NOW} on this thread, if they are few, and the others soon. */
    public void flush() {
        OutboundQueue here = firstNow;
        OutboundQueue soon = first;
        int few = now;
        first = null;
        firstNow = null;
        now = 0;
        if (here != null && (few > FEW || !flusher.flushedHere(here))) {
            if (lastNow != null) {
                lastNow.nextToFlush = soon;
            }
            soon = here;
        }
        if (soon != null) {
            flusher.flushSoon(soon);
        }
    }
}
