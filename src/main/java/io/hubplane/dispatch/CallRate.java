package io.hubplane.dispatch;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits how many calls one client may make: a burst at once, and a number per second on average (a token bucket). Used
 * by one thread at a time.
 *
 * <p>The clock is read only when the bucket is empty, which for nearly all clients never happens. In any period no more
 * calls pass than the burst and what the rate allows, and a client that stays below the rate is never refused.
 */
final class CallRate {
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier clock;
    private final int perSecond;
    private final int burst;
    private int left;
    private long filled;

    /**
     * Makes a full bucket.
     *
     * @param clock the time in nanoseconds
     * @param perSecond how many calls per second fill the bucket, at least 1
     * @param burst how many calls the bucket holds, at least 1
     */
    CallRate(LongSupplier clock, int perSecond, int burst) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.burst = burst;
        this.left = burst;
        this.filled = clock.getAsLong();
    }

    /** Whether a call may be made; if so, it is counted. */
    boolean take() {
        if (left == 0 && !fill()) {
            return false;
        }
        left--;
        return true;
    }

    private boolean fill() {
        long now = clock.getAsLong();
        double earned = (now - filled) / SECOND * perSecond;
        if (earned < 1) {
            return false;
        }
        filled = now;
        left = (int) Math.min(burst, earned);
        return true;
    }
}
