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
 * flushed, more messages gather in the queues of others and share a frame.
 *
 * <p>Each connection belongs to one of several lanes, and one task at a time drains a lane. A task ends when nothing
 * waits; no thread lives longer. Safe for any thread.
 *
 * <p>A lane may pace itself: it pauses after each pass as {@link FlushPacing} decides, and messages that come in the
 * meantime share a frame. A message for an idle lane leaves at once.
 */
public final class Flusher {
    private static final RepeatedWarning FAILED =
            new RepeatedWarning(System.getLogger(Flusher.class.getName()), "A connection could not be flushed");

    /** Tells the time and pauses threads. */
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

        /** The time in nanoseconds, from any origin. */
        long now();

        /** Pauses the thread for at most this many nanoseconds. */
        void pause(long nanos);
    }

    private final Executor executor;
    private final Clock clock;
    private final @Nullable FlushPacing pace;
    private final Lane[] lanes;
    private final FlushBudget budget = new FlushBudget();

    /**
     * Makes a flusher that does not pace itself.
     *
     * @param executor runs the draining tasks; if it rejects one, the caller drains
     * @param lanes how many tasks may run at a time, at least 1
     */
    public Flusher(Executor executor, int lanes) {
        this(executor, lanes, Clock.SYSTEM, null);
    }

    /**
     * Makes a flusher that paces itself.
     *
     * @param executor runs the draining tasks, which also pause on its threads; if it rejects one, the caller drains
     * @param lanes how many tasks may run at a time, at least 1
     * @param load the part of all processors' time that was used since the previous call, 0 to 1; any other value if it
     *     is not known. It is called some times per second while messages are sent
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
     * Flushes queues soon.
     *
     * @param first a queue, and those linked to it. Each result must have been {@link EnqueueResult#isToFlush}, so a queue
     *     is passed only once until it is flushed
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

    /**
     * Flushes a few queues on the current thread, which has filled them.
     *
     * @param first a queue, and those linked to it
     * @return false, and nothing is done, if this thread has flushed for too long recently
     */
    boolean flushedHere(OutboundQueue first) {
        long begin = clock.now();
        if (!budget.allows(begin)) {
            return false;
        }
        int unused = flushAll(first);
        budget.spent(clock.now() - begin);
        return true;
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

    /**
     * The queues that wait for one task: a stack linked through the queues themselves, so that waiting takes no memory.
     */
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
    }

    private static int flushAll(OutboundQueue first) {
        int flushed = 0;
        for (OutboundQueue queue = first; queue != null; flushed++) {
            OutboundQueue next = queue.nextToFlush; // read before the queue may be added again
            queue.nextToFlush = null;
            flush(queue);
            queue = next;
        }
        return flushed;
    }

    @SuppressWarnings("CatchThrowable") // the connections of a dead lane would never be flushed again
    private static void flush(OutboundQueue queue) {
        try {
            queue.flush();
        } catch (Throwable e) {
            FAILED.warn(e);
        }
    }
}
