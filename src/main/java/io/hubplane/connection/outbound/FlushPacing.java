package io.hubplane.connection.outbound;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/**
 * Decides how long a lane of a {@link Flusher} pauses between two passes. Safe for any thread.
 *
 * <p>The cost depends on the frame, not on its messages: a frame takes 10 to 20 µs of a server's own threads and the
 * kernel, whatever it contains. So the next pass begins {@value #FRAME_NANOS} ns for each queue of the last pass, but
 * at most {@value #LONGEST_NANOS} ns, after the last pass began. Messages that come in the meantime share frames. When
 * the processors have no time left, the interval grows to at most {@value #MOST} times that: the messages would
 * otherwise wait for a processor, and with fewer frames all of them wait less. When the processors have time, the
 * interval shrinks to at least {@value #LEAST} times that: clients that await one message before they send the next
 * then send sooner.
 */
final class FlushPacing {
    private static final long FRAME_NANOS = 30_000;
    private static final long LONGEST_NANOS = 30_000_000;
    /** A shorter pause costs more than it saves. */
    private static final long SHORTEST_NANOS = 20_000;

    /** The time between two measurements of the processors' load during sending; one costs up to 0.3 ms. */
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
     * Makes a pacing with the normal interval.
     *
     * @param load the part of all processors' time that was used since the previous call, 0 to 1; any other value if it
     *     is not known
     * @param now the time in nanoseconds
     */
    FlushPacing(DoubleSupplier load, long now) {
        this.load = load;
        this.looked = new AtomicLong(now);
    }

    /**
     * How long a lane must pause after a pass.
     *
     * @param flushed how many queues the pass flushed
     * @param begin when the pass began, in nanoseconds
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
