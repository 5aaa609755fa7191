package io.hubplane.backplane.redis;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Numbers this node's messages to each channel. A counter that was not used for {@link #IDLE} is dropped and begins
 * anew; receivers forget theirs earlier ({@link ReceivedSequences#IDLE}), so they do not take that for a loss. Safe for
 * any thread.
 */
final class PublishSequences {
    static final long IDLE = TimeUnit.MINUTES.toNanos(10);

    private final Map<String, Counter> counters = new HashMap<>();

    /** The number of the next message to a channel, from 1. */
    synchronized long next(String channel, long now) {
        Counter counter = counters.computeIfAbsent(channel, key -> new Counter());
        counter.lastUsed = now;
        return ++counter.sequence;
    }

    /** Uses up a number for a message that is not published, so that receivers notice what they miss. */
    synchronized void skip(String channel) {
        Counter counter = counters.get(channel);
        if (counter != null) {
            counter.sequence++;
        }
    }

    synchronized void dropIdle(long now) {
        counters.values().removeIf(counter -> now - counter.lastUsed > IDLE);
    }

    private static final class Counter {
        private long sequence;
        private long lastUsed;
    }
}
