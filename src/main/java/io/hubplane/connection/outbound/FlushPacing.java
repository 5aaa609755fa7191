package io.hubplane.connection.outbound;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/**
 * How long the lanes of a {@link Flusher} pause between two passes. Safe for any thread.
 *
 * <p>What costs is the frame, not the message: a server takes 10 to 20 µs for one, on its own threads and in the kernel,
 * whatever it carries. So a pass begins no sooner than {@value #FRAME_NANOS} ns for each queue of the last one, and {@value
 * #LONGEST_NANOS} ns at most, have gone by since that began; what comes meanwhile shares a frame. While the processors have
 * no time left, this takes up to {@value #MOST} times as long: what a message waits longer here it would else wait for a
 * processor, and all of them wait less if there are fewer frames. While they have time, it takes down to {@value #LEAST}
 * of it: those who await one message before they send the next send sooner.
 */
final class FlushPacing {
    private static final long FRAME_NANOS = 30_000;
    private static final long LONGEST_NANOS = 30_000_000;
    /** A shorter pause costs more than it brings. */
    private static final long SHORTEST_NANOS = 20_000;

    /** How often the processors are looked at while something is sent: seldom, since a look costs up to 0.3 ms. */
    private static final long LOOK_NANOS = 200_000_000;

    private static final double BUSY = 0.97;
    private static final double AT_EASE = 0.93;
    private static final double STEP = 1.5;
    private static final double MOST = 4;
    private static final double LEAST = 0.5;

    private final DoubleSupplier load;
    private final AtomicLong looked;
    private volatile double stretch = 1;

    /**
     * Makes a pace that is neither stretched nor shortened.
     *
     * @param load how much of all processors' time has been used since it was last asked, 0 to 1; anything else where
     *     that is not known
     * @param now the time in nanoseconds
     */
    FlushPacing(DoubleSupplier load, long now) {
        this.load = load;
        this.looked = new AtomicLong(now);
    }

    /**
     * How long a lane has to pause after a pass.
     *
     * @param flushed how many queues it flushed
     * @param begin when it began, in nanoseconds
     * @param now the time in nanoseconds
     * @return the pause in nanoseconds; 0 for none
     */
    long pause(int flushed, long begin, long now) {
        look(now);
        long interval = (long) (Math.min(flushed * FRAME_NANOS, LONGEST_NANOS) * stretch);
        long left = interval - (now - begin);
        return left < SHORTEST_NANOS ? 0 : left;
    }

    private void look(long now) {
        long last = looked.get();
        if (now - last < LOOK_NANOS || !looked.compareAndSet(last, now)) {
            return;
        }
        double used = load.getAsDouble();
        if (used >= BUSY) {
            stretch = Math.min(stretch * STEP, MOST);
        } else if (!(used >= AT_EASE)) {
            boolean known = used >= 0;
            stretch = Math.max(stretch / STEP, known ? LEAST : 1);
        }
    }
}
