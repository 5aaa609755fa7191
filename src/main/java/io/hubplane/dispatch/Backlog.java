package io.hubplane.dispatch;

import io.hubplane.protocol.HubMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client has sent and no hub method has taken yet, bounded in bytes. The thread that reads the connection adds and
 * is held back while much waits, so that a client faster than its hub is slowed by its own socket. Safe for any thread.
 */
final class Backlog {
    /** Above this many waiting bytes the reading thread is held back. */
    static final int HOLD_BACK_ABOVE = 64 * 1024;

    /** Below this many waiting bytes it is let go again. */
    static final int LET_GO_BELOW = HOLD_BACK_ABOVE / 2;

    /** More waiting bytes than these are not kept when the reading thread cannot be held back. */
    static final int LIMIT = 1024 * 1024;

    /** What a message counts at least, in bytes: about what a short one takes in memory. */
    static final int LEAST_LENGTH = 128;

    /** How often a thread held back looks whether its connection is still open. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** How many times it looks: a message holds a thread back for 10 seconds at the longest. */
    private static final int MOST_LOOKS = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    /** Adds a message at the end; false if the backlog is closed. */
    boolean add(HubMessage message, int length) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            Waiting added = new Waiting(message, Math.max(length, LEAST_LENGTH));
            waiting.add(added);
            bytes += added.length();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the oldest message, or null if none waits. */
    @Nullable
    HubMessage poll() {
        lock.lock();
        try {
            Waiting taken = waiting.poll();
            if (taken == null) {
                return null;
            }
            bytes -= taken.length();
            if (bytes < LET_GO_BELOW) {
                changed.signalAll();
            }
            return taken.message();
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
     * @param open whether the connection still takes messages
     * @return false if more than one message and more than {@link #LIMIT} waits and the thread may not be held back
     */
    boolean awaitRoom(ReadGate gate, BooleanSupplier open) {
        if (!isCrowded()) {
            return true;
        }
        if (!gate.tryEnter()) {
            return isWithinLimit();
        }
        try {
            boolean held = true;
            // The connection is asked outside of the lock: it may take one of its own.
            for (int look = 0; held && look < MOST_LOOKS && open.getAsBoolean(); look++) {
                held = isHeldAfter(LOOK_NANOS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            gate.leave();
        }
        return true;
    }

    /** Whether so much waits that the reading thread is to be held back. */
    boolean isCrowded() {
        lock.lock();
        try {
            return !closed && bytes > HOLD_BACK_ABOVE;
        } finally {
            lock.unlock();
        }
    }

    private boolean isWithinLimit() {
        lock.lock();
        try {
            return bytes <= LIMIT || waiting.size() == 1;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is room, for some nanoseconds at the longest; tells whether there is none yet. */
    private boolean isHeldAfter(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && !closed && bytes >= LET_GO_BELOW) {
                left = changed.awaitNanos(left);
            }
            return !closed && bytes >= LET_GO_BELOW;
        } finally {
            lock.unlock();
        }
    }

    private record Waiting(HubMessage message, int length) {}
}
