package io.hubplane.backplane.redis;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** How long to wait before the next attempt: twice as long after each, and no two nodes alike. Not thread safe. */
final class Backoff {
    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(2);

    private long next = FIRST;

    /** The wait in nanoseconds: half to all of 100 ms at first, of 2 s at last. */
    long next() {
        long bound = next;
        next = Math.min(2 * next, LONGEST);
        return ThreadLocalRandom.current().nextLong(bound / 2, bound + 1);
    }

    void reset() {
        next = FIRST;
    }
}
