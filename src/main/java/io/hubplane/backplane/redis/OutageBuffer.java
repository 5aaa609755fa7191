package io.hubplane.backplane.redis;

import io.hubplane.backplane.redis.PublishQueue.EnqueueResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Messages that wait while Redis is away. They stay in the pipeline and the queue, in order and bounded in bytes and
 * time, and are published when Redis is back. Only messages to clients wait; those that make another node act fail at
 * once. {@link #offer} and {@link #takes} are safe for any thread, the other methods are for the publishing thread.
 */
final class OutageBuffer {
    private final int mostBytes;
    private final long mostNanos;
    private final Pipeline pipeline;
    private final PublishQueue queue;

    OutageBuffer(PublishOptions options, Pipeline pipeline, PublishQueue queue) {
        this.mostBytes = options.outageBytes();
        this.mostNanos = options.outageTime().toNanos();
        this.pipeline = pipeline;
        this.queue = queue;
    }

    /** Whether a message may wait. */
    boolean takes(Publication publication) {
        return mostBytes > 0 && publication.canWait();
    }

    /** Adds a message, if there is room. */
    EnqueueResult offer(Publication publication, long now) {
        publication.keepFrom(now);
        EnqueueResult result = queue.offer(publication, mostBytes);
        if (result == EnqueueResult.TAKEN) {
            publication.tellKept();
        }
        return result;
    }

    /** Keeps the messages that were to be published when Redis went away. Returns those that must not wait, removed. */
    List<Publication> keep(long now) {
        Filter filter = new Filter(now);
        List<Publication> refused = pipeline.remove(filter);
        refused.addAll(queue.remove(filter));
        filter.kept.forEach(Publication::tellKept);
        return refused;
    }

    /** Removes and returns messages that have waited too long. */
    List<Publication> takeLate(long now) {
        Predicate<Publication> late = publication -> publication.isKeptFor(mostNanos, now);
        List<Publication> taken = pipeline.remove(late);
        taken.addAll(queue.remove(late));
        return taken;
    }

    /** Selects messages that must not wait, and marks the others as kept. */
    private final class Filter implements Predicate<Publication> {
        private final long now;
        private final List<Publication> kept = new ArrayList<>();
        private long bytes;

        Filter(long now) {
            this.now = now;
        }

        @Override
        public boolean test(Publication publication) {
            if (!publication.isKept()) {
                if (!takes(publication) || bytes + publication.size() > mostBytes) {
                    return true;
                }
                publication.keepFrom(now);
                kept.add(publication);
            }
            bytes += publication.size();
            return false;
        }
    }
}
