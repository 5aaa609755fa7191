package io.hubplane.connection.outbound;

import io.hubplane.concurrent.SerialLoop;
import io.hubplane.observe.RepeatedWarning;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a fan-out has queued, after all of it is queued, on threads of its own executor. While one connection is
 * flushed, further messages gather in the others' queues and share a frame.
 *
 * <p>A connection belongs to one of several lanes, and a lane is drained by one task at a time. A task ends when nothing
 * waits; there is no long-lived thread. Safe for any thread.
 *
 * <p>A lane may pace itself: it pauses after each pass as {@link FlushPacing} says, and what comes meanwhile shares a frame. A
 * message that finds the lane at rest leaves at once.
 */
public final class Flusher {
    private static final RepeatedWarning FAILED =
            new RepeatedWarning(System.getLogger(Flusher.class.getName()), "A connection could not be flushed");

    /** The time, and a way to let some go by. */
    interface Clock {
        /** The clock of the machine. */
        Clock SYSTEM = new Clock() {
            @Override
            public long now() {
                return System.nanoTime();
            }

            @Override
            public void pause(long nanos) {
                LockSupport.parkNanos(nanos);
            }
        };

        /** The time in nanoseconds since some moment. */
        long now();

        /** Lets some nanoseconds go by, or fewer. */
        void pause(long nanos);
    }

    private final Executor executor;
    private final Clock clock;
    private final @Nullable FlushPacing pace;
    private final Lane[] lanes;

    /**
     * Makes a flusher that does not pace itself.
     *
     * @param executor runs the draining tasks; when it refuses one, the caller drains
     * @param lanes how many tasks may run at a time, at least 1
     */
    public Flusher(Executor executor, int lanes) {
        this(executor, lanes, Clock.SYSTEM, null);
    }

    /**
     * Makes a flusher that paces itself.
     *
     * @param executor runs the draining tasks, which also pause on its threads; when it refuses one, the caller drains
     * @param lanes how many tasks may run at a time, at least 1
     * @param load how much of all processors' time has been used since it was last asked, 0 to 1; anything else where
     *     that is not known. Asked some times a second, while something is sent
     * @return the flusher
     */
    public static Flusher paced(Executor executor, int lanes, DoubleSupplier load) {
        return new Flusher(executor, lanes, Clock.SYSTEM, new FlushPacing(load, Clock.SYSTEM.now()));
    }

    Flusher(Executor executor, int lanes, Clock clock, @Nullable FlushPacing pace) {
        if (lanes < 1) {
            throw new IllegalArgumentException("lanes is " + lanes + ", must be at least 1");
        }
        this.executor = executor;
        this.clock = clock;
        this.pace = pace;
        this.lanes = new Lane[lanes];
        for (int i = 0; i < lanes; i++) {
            this.lanes[i] = new Lane();
        }
    }

    /**
     * Has queues flushed soon.
     *
     * @param first one, and those linked to it; each of them only for {@link EnqueueResult#FLUSH}, so once until it is flushed
     */
    public void flushSoon(OutboundQueue first) {
        if (lanes.length == 1) {
            lanes[0].add(first, last(first));
        } else if (first.nextToFlush == null) {
            lanes[laneOf(first)].add(first, first);
        } else {
            distribute(first);
        }
    }

    private static OutboundQueue last(OutboundQueue first) {
        OutboundQueue last = first;
        for (OutboundQueue next = last.nextToFlush; next != null; next = last.nextToFlush) {
            last = next;
        }
        return last;
    }

    private int laneOf(OutboundQueue queue) {
        return (queue.hashCode() & Integer.MAX_VALUE) % lanes.length;
    }

    private void distribute(OutboundQueue all) {
        OutboundQueue[] first = new OutboundQueue[lanes.length];
        OutboundQueue[] last = new OutboundQueue[lanes.length];
        for (OutboundQueue queue = all; queue != null; ) {
            OutboundQueue next = queue.nextToFlush;
            int lane = laneOf(queue);
            if (last[lane] == null) {
                last[lane] = queue;
            }
            queue.nextToFlush = first[lane];
            first[lane] = queue;
            queue = next;
        }
        for (int lane = 0; lane < lanes.length; lane++) {
            if (first[lane] != null) {
                lanes[lane].add(first[lane], last[lane]);
            }
        }
    }

    /** The queues waiting for one task: a stack linked through the queues themselves, so that waiting costs no memory. */
    private final class Lane {
        private final AtomicReference<@Nullable OutboundQueue> top = new AtomicReference<>();
        private final SerialLoop loop = new SerialLoop(executor, this::drain);

        void add(OutboundQueue first, OutboundQueue last) {
            OutboundQueue below;
            do {
                below = top.get();
                last.nextToFlush = below;
            } while (!top.compareAndSet(below, first));
            loop.wakeElsewhere();
        }

        private boolean drain() {
            for (OutboundQueue all = takeAll(); all != null; all = takeAll()) {
                long begin = clock.now();
                int flushed = flushAll(all);
                long pause = pace == null ? 0 : pace.pause(flushed, begin, clock.now());
                if (pause > 0) {
                    clock.pause(pause);
                }
            }
            return false;
        }

        private @Nullable OutboundQueue takeAll() {
            return top.getAndSet(null);
        }

        private int flushAll(OutboundQueue first) {
            int flushed = 0;
            for (OutboundQueue queue = first; queue != null; flushed++) {
                OutboundQueue next = queue.nextToFlush; // read before the queue may be added again
                queue.nextToFlush = null;
                flush(queue);
                queue = next;
            }
            return flushed;
        }

        @SuppressWarnings("CatchThrowable") // a lane that dies would silence its connections for good
        private void flush(OutboundQueue queue) {
            try {
                queue.flush();
            } catch (Throwable e) {
                FAILED.warn(e);
            }
        }
    }
}
