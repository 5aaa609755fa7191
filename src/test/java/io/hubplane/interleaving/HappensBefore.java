package io.hubplane.interleaving;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tracks with vector clocks which accesses of one run are ordered by locks, volatile fields and starts of threads.
 * Finds two accesses to the same ordinary field of which neither happens before the other. Used by one thread at a
 * time.
 */
final class HappensBefore {
    /** The greatest number of threads in one run. */
    static final int MOST_THREADS = 32;

    private final Map<Place, int[]> released = new HashMap<>();
    private final Map<Place, Accesses> accesses = new HashMap<>();

    /** A field of an object, or the object as a whole. */
    private record Place(Object owner, String name) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place place && place.owner == owner && place.name.equals(name);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(owner) + name.hashCode();
        }
    }

    private static final class Accesses {
        int writer = -1;
        int written;
        final int[] read = new int[MOST_THREADS];
    }

    /** The clock of a new thread, which begins after all that its parent has done so far. */
    static int[] begin(int thread, int @Nullable [] parent) {
        int[] clock = parent == null ? new int[MOST_THREADS] : parent.clone();
        clock[thread]++;
        return clock;
    }

    /** From now on the thread sees all that was done before the place was released. */
    void acquire(int[] clock, Object owner, String name) {
        int[] seen = released.get(new Place(owner, name));
        if (seen != null) {
            join(clock, seen);
        }
    }

    /** Threads that acquire the place later see what this thread has done. */
    void release(int thread, int[] clock, Object owner, String name) {
        join(released.computeIfAbsent(new Place(owner, name), place -> new int[MOST_THREADS]), clock);
        clock[thread]++;
    }

    /** Whether the read is ordered after the last write. */
    boolean read(int thread, int[] clock, Object owner, String name) {
        Accesses before = accesses.computeIfAbsent(new Place(owner, name), place -> new Accesses());
        before.read[thread] = clock[thread];
        return isAfterWrite(before, thread, clock);
    }

    /** Whether the write is ordered after the last write and all reads. */
    boolean write(int thread, int[] clock, Object owner, String name) {
        Accesses before = accesses.computeIfAbsent(new Place(owner, name), place -> new Accesses());
        boolean ordered = isAfterWrite(before, thread, clock);
        for (int other = 0; other < MOST_THREADS; other++) {
            ordered &= other == thread || before.read[other] <= clock[other];
        }
        Arrays.fill(before.read, 0);
        before.writer = thread;
        before.written = clock[thread];
        return ordered;
    }

    private static boolean isAfterWrite(Accesses before, int thread, int[] clock) {
        return before.writer < 0 || before.writer == thread || before.written <= clock[before.writer];
    }

    private static void join(int[] into, int[] other) {
        for (int i = 0; i < MOST_THREADS; i++) {
            into[i] = Math.max(into[i], other[i]);
        }
    }
}
