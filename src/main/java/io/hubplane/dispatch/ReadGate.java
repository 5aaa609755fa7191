package io.hubplane.dispatch;

import java.util.concurrent.Semaphore;

/**
 * Limits how many threads that read connections may be held back at a time, all hubs of a node together. Such a thread
 * may be one of few the container reads all its connections with. Safe for any thread.
 */
public final class ReadGate {
    /** How many threads may be held back where nothing is configured: few, as servers may read with as few as 4. */
    public static final int DEFAULT_LIMIT = 4;

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

    /** Takes a place, if there is one; {@link #leave} gives it back. */
    boolean tryEnter() {
        return places.tryAcquire();
    }

    void leave() {
        places.release();
    }
}
