package io.hubplane.backplane.redis.topology;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How long to wait before the next attempt: at first not at all, then twice as long after each attempt, with a random
 * part so that nodes differ. Not thread safe.
 */
public final class Backoff {
    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(100);
    /**
     * Four attempts per second and node are no load for Redis, and no node waits longer than this once Redis is back.
     */
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(250);

    private long next;

    /**
     * How long to wait now.
     *
     * @return the wait in nanoseconds: first 0, then between half and all of 100 ms, growing to 250 ms
     */
    public long next() {
        long bound = next;
        next = bound == 0 ? FIRST : Math.min(2 * bound, LONGEST);
        return bound == 0 ? 0 : ThreadLocalRandom.current().nextLong(bound / 2, bound + 1);
    }

    /** An attempt has succeeded: the next one need not wait. */
    public void reset() {
        next = 0;
    }
}
