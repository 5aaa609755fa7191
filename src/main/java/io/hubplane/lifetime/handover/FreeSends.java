package io.hubplane.lifetime.handover;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How many sends are under way that no hand-over knows of, so that one that begins can wait until they are over. Counted
 * in several places, so that senders do not hinder each other. Safe for any thread.
 */
final class FreeSends {
    /** A power of two. */
    private static final int PLACES = 16;

    /** A cache line and the one that processors fetch with it, in counts. */
    private static final int APART = 32;

    /** How often a place is looked at: those who find a hand-over under way are counted for an instant, too. */
    private static final int LOOKS = 100;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(PLACES * APART);

    void begin() {
        counts.getAndIncrement(place());
    }

    /** Called by the thread that has called {@link #begin}. */
    void end() {
        counts.getAndDecrement(place());
    }

    private static int place() {
        return (int) (Thread.currentThread().getId() & (PLACES - 1)) * APART;
    }

    /** Whether each place has been seen without a send: then all that had begun before the call are over. */
    boolean areOver() {
        for (int place = 0; place < PLACES * APART; place += APART) {
            int looks = LOOKS;
            while (counts.get(place) != 0) {
                if (--looks == 0) {
                    return false;
                }
                Thread.onSpinWait();
            }
        }
        return true;
    }
}
