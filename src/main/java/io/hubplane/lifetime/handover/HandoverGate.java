package io.hubplane.lifetime.handover;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Makes a connection's change of its node one moment for all messages: each is delivered to it here and given to the
 * backplane before that, or both after it. A sender that has begun before {@link #begin} may still be between the two, so
 * the moment must come when {@link #isSettled}. Safe for any thread.
 */
final class HandoverGate {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final FreeSends free = new FreeSends();
    private final SeenPositions seen = new SeenPositions();
    private volatile int underWay;

    /** Makes a gate. */
    HandoverGate() {}

    /** A hand-over begins. */
    synchronized void begin() {
        underWay++;
    }

    /** A hand-over is over. Called once for each {@link #begin}. */
    synchronized void end() {
        if (--underWay == 0) {
            seen.clear();
        }
    }

    /**
     * Begins a delivery, unless a hand-over is under way; {@link #leave} ends it, on the same thread. This is all that a
     * message pays: two atomic operations that hinder nobody.
     *
     * @return false if a hand-over is under way: then {@link #deliver} runs the delivery
     */
    boolean enter() {
        free.begin();
        if (underWay == 0) {
            return true;
        }
        free.end();
        return false;
    }

    /** Ends what {@link #enter} has begun. */
    void leave() {
        free.end();
    }

    /** Whether all deliveries that began before the present hand-overs are over. */
    boolean isSettled() {
        return free.areOver();
    }

    /** Whether a hand-over is under way. */
    boolean isUsed() {
        return underWay != 0;
    }

    /** What has come from other nodes since the first of the present hand-overs began. */
    SeenPositions seen() {
        return seen;
    }

    /** Runs a delivery; several may run at a time. */
    <T> T deliver(Supplier<T> delivery) {
        lock.readLock().lock();
        try {
            return delivery.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Runs a step of a hand-over, while no delivery runs. It must not block. */
    void step(Runnable step) {
        lock.writeLock().lock();
        try {
            step.run();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
