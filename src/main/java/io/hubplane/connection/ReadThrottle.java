package io.hubplane.connection;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many threads that read connections may be held back at a time, all hubs of a node together. Such a thread
 * may be one of few the container reads all its connections with. Safe for any thread.
 *
 * <p>A place belongs to whose hub goes on taking. Where all are taken, whoever comes gets the one of a crowd of which
 * nothing was taken for half a second; so a client whose calls or items nobody takes keeps no other from being held back.
 */
public final class ReadThrottle {
    /** How many threads may be held back where nothing is configured: few, as servers may read with as few as 4. */
    public static final int DEFAULT_LIMIT = 4;

    /** More waiting bytes than these, of one connection, are not kept if its thread cannot be held back. */
    public static final int UNHELD_LIMIT = 1024 * 1024;

    /** What a waiting message counts at least, in bytes: about what a short one takes in memory. */
    public static final int LEAST_LENGTH = 128;

    /** How often a thread held back looks whether it still may be. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** How many times it looks: a message holds a thread back for 10 seconds at the longest. */
    private static final int MOST_LOOKS = 100;

    /** After so many looks without a change a place may be given to another. */
    private static final int IDLE_LOOKS = 5;

    private final int limit;
    /** Those that are held back, in the order in which they came. */
    private final Set<Place> places = new LinkedHashSet<>();

    /**
     * Makes a gate.
     *
     * @param limit how many threads may be held back at a time, 0 to 2^31-1
     */
    public ReadThrottle(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit is " + limit + ", must be at least 0");
        }
        this.limit = limit;
    }

    /**
     * How many threads are held back.
     *
     * @return the number at this moment
     */
    public synchronized int heldBack() {
        return places.size();
    }

    /**
     * Holds the current thread back until there is room, for 10 seconds at the longest.
     *
     * @param allowed whether the thread may be held back; asked again and again
     * @param crowd what there is no room in
     * @return false if there was no place or another got it, or holding back was not allowed from the beginning
     */
    public boolean hold(BooleanSupplier allowed, Crowd crowd) {
        Place place = take(new Place(crowd.size()));
        if (place == null) {
            return false;
        }
        int looks = 0;
        boolean held = true;
        try {
            // Asked outside of the crowd's lock: the answer may need another.
            while (held && looks < MOST_LOOKS && !place.isLost() && allowed.getAsBoolean()) {
                looks++;
                held = crowd.isCrowdedAfter(LOOK_NANOS);
                place.looked(crowd.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave(place);
        }
        return looks > 0 && !(held && place.isLost());
    }

    private synchronized @Nullable Place take(Place place) {
        if (places.size() == limit && !dismissIdle()) {
            return null;
        }
        places.add(place);
        return place;
    }

    private boolean dismissIdle() {
        for (Place place : places) {
            if (place.isIdle()) {
                place.lose();
                return places.remove(place);
            }
        }
        return false;
    }

    private synchronized void leave(Place place) {
        places.remove(place);
    }

    /** Something with no room for more. */
    public interface Crowd {
        /** Waits until there is room, for some nanoseconds at the longest; tells whether there is none yet. */
        boolean isCrowdedAfter(long nanos) throws InterruptedException;

        /** How much is in it, in any unit; it only shrinks while a thread is held back for it. */
        long size();
    }

    /** Where one thread is held back; changed by that thread, and lost by another. */
    private static final class Place {
        private long size;
        private volatile int idleLooks;
        private volatile boolean lost;

        Place(long size) {
            this.size = size;
        }

        void looked(long now) {
            idleLooks = now < size ? 0 : idleLooks + 1;
            size = now;
        }

        boolean isIdle() {
            return idleLooks >= IDLE_LOOKS;
        }

        void lose() {
            lost = true;
        }

        boolean isLost() {
            return lost;
        }
    }
}
