package io.hubplane.dispatch;

import io.hubplane.connection.ReadThrottle;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls that a client has sent and no hub method has taken yet, bounded in bytes. The thread that reads the
 * connection adds calls. It is held back while too much waits, so that TCP slows down a client that is faster than its
 * hub. Safe for any thread.
 *
 * <p>Every connection has a queue, and most queues are empty. So it is a chain, which takes no memory while it is
 * empty.
 */
final class CallQueue implements ReadThrottle.Crowd {
    private final int holdBackAbove;
    private @Nullable Waiting oldest;
    private @Nullable Waiting newest;
    private long bytes;
    private boolean closed;

    /**
     * Makes an empty queue.
     *
     * @param holdBackAbove if more bytes than this wait, the reading thread is held back until less than half of it
     *     waits
     */
    CallQueue(int holdBackAbove) {
        this.holdBackAbove = holdBackAbove;
    }

    /** Adds a call with its length in bytes at the end; false if the queue is closed. */
    synchronized boolean add(ReceivedCall call, int length) {
        if (closed) {
            return false;
        }
        Waiting added = new Waiting(call, Math.max(length, ReadThrottle.LEAST_LENGTH));
        if (newest == null) {
            oldest = added;
        } else {
            newest.next = added;
        }
        newest = added;
        bytes += added.length;
        return true;
    }

    /** Takes the oldest call, or returns null if none waits. */
    synchronized @Nullable ReceivedCall poll() {
        Waiting taken = oldest;
        if (taken == null) {
            return null;
        }
        oldest = taken.next;
        if (oldest == null) {
            newest = null;
        }
        bytes -= taken.length;
        if (bytes < letGoBelow()) {
            notifyAll();
        }
        return taken.call;
    }

    /** Returns the oldest call, or null if none waits. */
    synchronized @Nullable ReceivedCall peek() {
        return oldest == null ? null : oldest.call;
    }

    synchronized boolean isEmpty() {
        return oldest == null;
    }

    /** The total length of the waiting calls, in bytes. */
    @Override
    public synchronized long size() {
        return bytes;
    }

    /** Accepts no more calls; waiting calls stay. Releases a thread that is held back. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Closes the queue and drops the waiting calls. */
    synchronized void discard() {
        oldest = null;
        newest = null;
        bytes = 0;
        close();
    }

    /**
     * Holds the current thread back while too much waits, for at most 10 seconds; the next message holds it back again.
     *
     * @param throttle decides whether the thread may be held back
     * @param allowed whether the state of the connection allows it
     * @return false if the thread may not be held back, and more than one message and more than
     *     {@link ReadThrottle#UNHELD_LIMIT} bytes wait
     */
    boolean awaitRoom(ReadThrottle throttle, BooleanSupplier allowed) {
        return !isCrowded() || throttle.hold(allowed, this) || isWithinLimit();
    }

    /** Whether so much waits that the reading thread should be held back. */
    synchronized boolean isCrowded() {
        return !closed && bytes > holdBackAbove;
    }

    /** How many bytes may wait if the reading thread cannot be held back. */
    int limit() {
        return Math.max(ReadThrottle.UNHELD_LIMIT, holdBackAbove);
    }

    private int letGoBelow() {
        return Math.max(1, holdBackAbove / 2); // an empty queue must release the thread, even with the lowest bound
    }

    private synchronized boolean isWithinLimit() {
        return bytes <= limit() || oldest == newest;
    }

    /**
     * Whether no more waits than is possible when a transport that pauses without a thread learns late that it must.
     */
    synchronized boolean isWithinTransportsLimit() {
        return bytes <= (long) holdBackAbove + ReadThrottle.UNHELD_LIMIT || oldest == newest;
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the gate checks in a loop, so waking up too early does no harm
    public synchronized boolean isCrowdedAfter(long nanos) throws InterruptedException {
        if (isHeld()) {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        }
        return isHeld();
    }

    private boolean isHeld() {
        return !closed && bytes >= letGoBelow();
    }

    /** An element of the chain. */
    private static final class Waiting {
        final ReceivedCall call;
        final int length;

        @Nullable
        Waiting next;

        Waiting(ReceivedCall call, int length) {
            this.call = call;
            this.length = length;
        }
    }
}
