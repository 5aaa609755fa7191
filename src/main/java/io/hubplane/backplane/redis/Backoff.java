package io.hubplane.backplane.redis;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How long to wait before the next attempt: not at all at first, then twice as long after each, and no two nodes alike.
 * Not thread safe.
 */
final class Backoff {
    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(100);
    /** Two attempts a second of each node are nothing to a Redis, and nobody waits longer than that once it is back. */
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(500);

    private long next;

    /** The wait in nanoseconds: 0 at first, then half to all of 100 ms, of 500 ms at last. */
    long next() {
        long bound = next;
        next = bound == 0 ? FIRST : Math.min(2 * bound, LONGEST);
        return bound == 0 ? 0 : ThreadLocalRandom.current().nextLong(bound / 2, bound + 1);
    }

    void reset() {
        next = 0;
    }
}
