package io.hubplane.dispatch;

import io.hubplane.connection.ReadThrottle;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client has sent and no hub method has taken yet, bounded in bytes. The thread that reads the connection adds
 * and is held back while much waits, so that a client faster than its hub is slowed by its own socket. Safe for any
 * thread.
 *
 * <p>Every connection has one and most are empty: it is a chain, which takes no memory then.
 */
final class CallQueue implements ReadThrottle.Crowd {
    private final int holdBackAbove;
    private @Nullable Waiting oldest;
    private @Nullable Waiting newest;
    private long bytes;
    private boolean closed;

    /**
     * Makes an empty backlog.
     *
     * @param holdBackAbove above this many waiting bytes the reading thread is held back, until less than half waits
     */
    CallQueue(int holdBackAbove) {
        this.holdBackAbove = holdBackAbove;
    }

    /** Adds a call of a length in bytes at the end; false if the backlog is closed. */
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

    /** Takes the oldest call, or null if none waits. */
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

    /** The oldest call, or null if none waits. */
    synchronized @Nullable ReceivedCall peek() {
        return oldest == null ? null : oldest.call;
    }

    synchronized boolean isEmpty() {
        return oldest == null;
    }

    /** How much waits, in bytes. */
    @Override
    public synchronized long size() {
        return bytes;
    }

    /** Lets nothing be added any more; what waits stays. A held back thread is let go. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Closes and forgets what waits. */
    synchronized void discard() {
        oldest = null;
        newest = null;
        bytes = 0;
        close();
    }

    /**
     * Holds the current thread back while too much waits, for 10 seconds at the longest: the next message holds it back
     * again.
     *
     * @param gate decides whether the thread may be held back
     * @param allowed whether it may be as far as the connection goes
     * @return false if more than one message and more than {@link ReadThrottle#UNHELD_LIMIT} waits and the thread may
     * not be
     *     held back
     */
    boolean awaitRoom(ReadThrottle gate, BooleanSupplier allowed) {
        return !isCrowded() || gate.hold(allowed, this) || isWithinLimit();
    }

    /** Whether so much waits that the reading thread is to be held back. */
    synchronized boolean isCrowded() {
        return !closed && bytes > holdBackAbove;
    }

    /** How much may wait where the reading thread cannot be held back, in bytes. */
    int limit() {
        return Math.max(ReadThrottle.UNHELD_LIMIT, holdBackAbove);
    }

    private int letGoBelow() {
        return Math.max(1, holdBackAbove / 2); // an empty backlog holds nobody back, however low the bound
    }

    private synchronized boolean isWithinLimit() {
        return bytes <= limit() || oldest == newest;
    }

    /** Whether no more waits than if a transport that waits by itself has come to know of the crowd late. */
    synchronized boolean isWithinTransportsLimit() {
        return bytes <= (long) holdBackAbove + ReadThrottle.UNHELD_LIMIT || oldest == newest;
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the gate looks again and again, so waking too early does no harm
    public synchronized boolean isCrowdedAfter(long nanos) throws InterruptedException {
        if (isHeld()) {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        }
        return isHeld();
    }

    private boolean isHeld() {
        return !closed && bytes >= letGoBelow();
    }

    /** A link of the chain. */
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
