package io.hubplane.dispatch.stream;

import io.hubplane.connection.ReadThrottle;
import io.hubplane.protocol.Payload;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The items of one upload that the subscriber has not taken yet, not parsed. The thread that adds items should wait
 * while there are more than the capacity. Safe for any thread.
 */
final class ItemBuffer implements ReadThrottle.Crowd {
    private final int capacity;
    private final AtomicLong bytes;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Item> items = new ArrayDeque<>();
    private boolean closed;

    /**
     * Makes an empty buffer.
     *
     * @param capacity how many items may be here before the adding thread should wait
     * @param bytes the waiting bytes of this and other buffers; kept up to date
     */
    ItemBuffer(int capacity, AtomicLong bytes) {
        this.capacity = capacity;
        this.bytes = bytes;
    }

    /** Adds an item with its length in bytes at the end, unless the buffer is closed. */
    void add(Payload payload, int length) {
        lock.lock();
        try {
            if (!closed) {
                Item item = new Item(payload, Math.max(length, ReadThrottle.LEAST_LENGTH));
                items.add(item);
                bytes.addAndGet(item.length());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes the oldest item, or returns null if there is none. */
    @Nullable
    Payload poll() {
        lock.lock();
        try {
            Item item = items.poll();
            if (item == null) {
                return null;
            }
            bytes.addAndGet(-item.length());
            changed.signalAll();
            return item.payload();
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        return !isAbove(0);
    }

    /** Whether the adding thread should wait. */
    boolean isCrowded() {
        return isAbove(capacity);
    }

    /** Whether the adding thread has gone on although it should have waited. */
    boolean isOverfull() {
        return isAbove(2L * capacity);
    }

    @Override
    public boolean isCrowdedAfter(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && items.size() > capacity) {
                left = changed.awaitNanos(left);
            }
            return items.size() > capacity;
        } finally {
            lock.unlock();
        }
    }

    /** Drops all items and accepts no more. */
    void discard() {
        lock.lock();
        try {
            closed = true;
            bytes.addAndGet(-items.stream().mapToLong(Item::length).sum());
            items.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The number of items. */
    @Override
    public long size() {
        lock.lock();
        try {
            return items.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean isAbove(long number) {
        return size() > number;
    }

    private record Item(Payload payload, int length) {}
}
