package io.hubplane.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client has sent and no hub method has taken yet, bounded in bytes. The thread that reads the connection adds and
 * is held back while much waits, so that a client faster than its hub is slowed by its own socket. Safe for any thread.
 */
final class Backlog {
    /** More waiting bytes than these, or the bound if it is larger, are not kept if the thread cannot be held back. */
    static final int LIMIT = 1024 * 1024;

    /** What a message counts at least, in bytes: about what a short one takes in memory. */
    static final int LEAST_LENGTH = 128;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final int holdBackAbove;
    private long bytes;
    private boolean closed;

    /**
     * Makes an empty backlog.
     *
     * @param holdBackAbove above this many waiting bytes the reading thread is held back, until less than half waits
     */
    Backlog(int holdBackAbove) {
        this.holdBackAbove = holdBackAbove;
    }

    /** Adds a call of a length in bytes at the end; false if the backlog is closed. */
    boolean add(ReceivedCall call, int length) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            Waiting added = new Waiting(call, Math.max(length, LEAST_LENGTH));
            waiting.add(added);
            bytes += added.length();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the oldest call, or null if none waits. */
    @Nullable
    ReceivedCall poll() {
        lock.lock();
        try {
            Waiting taken = waiting.poll();
            if (taken == null) {
                return null;
            }
            bytes -= taken.length();
            if (bytes < letGoBelow()) {
                changed.signalAll();
            }
            return taken.call();
        } finally {
            lock.unlock();
        }
    }

    /** The oldest call, or null if none waits. */
    @Nullable
    ReceivedCall peek() {
        lock.lock();
        try {
            Waiting oldest = waiting.peek();
            return oldest == null ? null : oldest.call();
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** How much waits, in bytes. */
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing be added any more; what waits stays. A held back thread is let go. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Closes and forgets what waits. */
    void discard() {
        lock.lock();
        try {
            waiting.clear();
            bytes = 0;
            close();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Holds the current thread back while too much waits, for 10 seconds at the longest: the next message holds it back
     * again.
     *
     * @param gate decides whether the thread may be held back
     * @param allowed whether it may be as far as the connection goes
     * @return false if more than one message and more than {@link #LIMIT} waits and the thread may not be held back
     */
    boolean awaitRoom(ReadGate gate, BooleanSupplier allowed) {
        return !isCrowded() || gate.hold(allowed, this::isHeldAfter) || isWithinLimit();
    }

    /** Whether so much waits that the reading thread is to be held back. */
    boolean isCrowded() {
        lock.lock();
        try {
            return !closed && bytes > holdBackAbove;
        } finally {
            lock.unlock();
        }
    }

    private int letGoBelow() {
        return Math.max(1, holdBackAbove / 2); // an empty backlog holds nobody back, however low the bound
    }

    private boolean isWithinLimit() {
        lock.lock();
        try {
            return bytes <= Math.max(LIMIT, holdBackAbove) || waiting.size() == 1;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is room, for some nanoseconds at the longest; tells whether there is none yet. */
    private boolean isHeldAfter(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && !closed && bytes >= letGoBelow()) {
                left = changed.awaitNanos(left);
            }
            return !closed && bytes >= letGoBelow();
        } finally {
            lock.unlock();
        }
    }

    private record Waiting(ReceivedCall call, int length) {}
}
