package io.hubplane.connection;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many reading threads are held back at a time, for all hubs of a node together. The container may have only
 * a few such threads for all its connections. Safe for any thread.
 *
 * <p>A place belongs to a connection whose hub continues to take messages. If all places are taken, a newcomer gets the
 * place of a connection from which nothing was taken for half a second. So a client whose calls or items nobody takes
 * does not keep others from being held back.
 */
public final class ReadThrottle {
    /** The default limit: few threads, since servers may read with as few as 4. */
    public static final int DEFAULT_LIMIT = 4;

    /** If a connection's thread cannot be held back, at most this many of its bytes may wait. */
    public static final int UNHELD_LIMIT = 1024 * 1024;

    /** The least length that a waiting message counts, in bytes: about the memory of a short one. */
    public static final int LEAST_LENGTH = 128;

    /** The time between two checks whether a thread may still be held back. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** The number of checks: a message holds a thread back for at most 10 seconds. */
    private static final int MOST_LOOKS = 100;

    /** After this many checks without a change, a place may be given to another connection. */
    private static final int IDLE_LOOKS = 5;

    private final int limit;
    /** The threads that are held back, in the order in which they came. */
    private final Set<Place> places = new LinkedHashSet<>();

    /**
     * Makes a throttle.
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
     * @return the present number
     */
    public synchronized int heldBack() {
        return places.size();
    }

    /**
     * Holds the current thread back until there is room, for at most 10 seconds.
     *
     * @param allowed whether the thread may be held back; asked again and again
     * @param crowd the crowd that has no room
     * @return false if there was no place, another thread got it, or holding back was not allowed at the beginning
     */
    public boolean hold(BooleanSupplier allowed, Crowd crowd) {
        Place place = take(new Place(crowd.size()));
        if (place == null) {
            return false;
        }
        int looks = 0;
        boolean held = true;
        try {
            // Asked without the crowd's lock: the answer may need another lock.
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

    /** A set of waiting messages that may have no room for more. */
    public interface Crowd {
        /** Waits for room, at most for this many nanoseconds; true if there still is none. */
        boolean isCrowdedAfter(long nanos) throws InterruptedException;

        /** The size of the crowd, in any unit; it only shrinks while a thread is held back for it. */
        long size();
    }

    /** The place of one held back thread; changed by that thread, and taken away by another. */
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
