package io.hubplane.dispatch;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Limits how many threads that read connections may be held back at a time, all hubs of a node together. Such a thread
 * may be one of few the container reads all its connections with. Safe for any thread.
 */
public final class ReadGate {
    /** How many threads may be held back where nothing is configured: few, as servers may read with as few as 4. */
    public static final int DEFAULT_LIMIT = 4;

    /** How often a thread held back looks whether it still may be. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** How many times it looks: a message holds a thread back for 10 seconds at the longest. */
    private static final int MOST_LOOKS = 20;

    private final int limit;
    private final Semaphore places;

    /**
     * Makes a gate.
     *
     * @param limit how many threads may be held back at a time, 0 to 2^31-1
     */
    public ReadGate(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit is " + limit + ", must be at least 0");
        }
        this.limit = limit;
        places = new Semaphore(limit);
    }

    /**
     * How many threads are held back.
     *
     * @return the number at this moment
     */
    public int heldBack() {
        return limit - places.availablePermits();
    }

    /**
     * Holds the current thread back until there is room, for 10 seconds at the longest.
     *
     * @param allowed whether the thread may be held back; asked again and again
     * @param crowd what there is no room in
     * @return false if there was no place, or holding back was not allowed from the beginning
     */
    boolean hold(BooleanSupplier allowed, Crowd crowd) {
        if (!places.tryAcquire()) {
            return false;
        }
        int looks = 0;
        try {
            boolean held = true;
            // Asked outside of the crowd's lock: the answer may need another.
            while (held && looks < MOST_LOOKS && allowed.getAsBoolean()) {
                looks++;
                held = crowd.isCrowdedAfter(LOOK_NANOS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
        return looks > 0;
    }

    /** Something with no room for more. */
    @FunctionalInterface
    interface Crowd {
        /** Waits until there is room, for some nanoseconds at the longest; tells whether there is none yet. */
        boolean isCrowdedAfter(long nanos) throws InterruptedException;
    }
}
