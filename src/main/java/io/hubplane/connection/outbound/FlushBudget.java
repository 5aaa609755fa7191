package io.hubplane.connection.outbound;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Limits how long a thread that fills queues may flush them itself: about half of its time. A thread that has more to
 * send, such as the one that reads what other nodes publish, leaves the rest to the lanes of the {@link Flusher}, which
 * can run on other processors.
 *
 * <p>This is an estimate: threads share places and may overwrite each other's counts. Safe for any thread.
 */
final class FlushBudget {
    private static final int PLACES = 64;
    /** What is counted is forgotten after this time, in microseconds. */
    private static final int WINDOW = 10_000;
    /** What a thread may spend at once, in microseconds: on about ten frames. */
    private static final int AT_ONCE = 200;

    /** In each place, in microseconds: since when it is counted (upper half), and what has been spent (lower half). */
    private final AtomicLongArray places = new AtomicLongArray(PLACES);

    /**
     * Whether the current thread may flush.
     *
     * @param now the time in nanoseconds
     */
    boolean allows(long now) {
        int micros = micros(now);
        int place = place();
        long counted = places.getPlain(place);
        int elapsed = micros - (int) (counted >>> 32);
        if (elapsed < 0 || elapsed > WINDOW) {
            places.setPlain(place, (long) micros << 32);
            return true;
        }
        return (int) counted <= AT_ONCE + elapsed / 2;
    }

    /**
     * The current thread has flushed.
     *
     * @param nanos for how long
     */
    void spent(long nanos) {
        int place = place();
        places.setPlain(place, places.getPlain(place) + Math.min(micros(nanos), WINDOW));
    }

    private static int micros(long nanos) {
        return (int) TimeUnit.NANOSECONDS.toMicros(nanos);
    }

    @SuppressWarnings("deprecation") // its successor came with Java 19
    private static int place() {
        return (int) Thread.currentThread().getId() & (PLACES - 1);
    }
}
