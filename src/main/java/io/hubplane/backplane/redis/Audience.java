package io.hubplane.backplane.redis;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/**
 * Those who hear what this node publishes. Waits for them after Redis was away: Redis may have lost all subscriptions, and
 * what is published before nodes have restored them reaches nobody. Used by the publishing thread.
 *
 * <p>How many there are is known by what Redis answers to publications. That costs no command, but misses nodes to which
 * nothing was published lately; those fetch what they miss.
 */
final class Audience {
    /** How long to wait for this node's own subscriptions at most, in nanoseconds. */
    private static final long OWN = TimeUnit.SECONDS.toNanos(1);

    /**
     * How long to wait for the others at most, in nanoseconds: a node tries to connect at least every quarter of a
     * second, and one that has gone meanwhile does not come back at all.
     */
    private static final long OTHERS = TimeUnit.MILLISECONDS.toNanos(300);

    /** How often to look. A node that has a subscription needs about as long until it has the rest. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);

    /** For how long at least a number counts, in nanoseconds; a node that has gone is forgotten after twice this time. */
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(5);

    private final LongPredicate pause;
    private final BooleanSupplier receiving;
    private final LongSupplier nanoTime;
    /** Whether subscriptions were lost since Redis went away. */
    private boolean deaf;

    private long largest;
    private long largestBefore;
    private long since;

    /**
     * Makes one that has heard of nobody.
     *
     * @param pause waits, in nanoseconds; false if there is nothing to wait for any more
     * @param receiving whether all subscriptions of this node are there
     */
    Audience(LongPredicate pause, BooleanSupplier receiving, LongSupplier nanoTime) {
        this.pause = pause;
        this.receiving = receiving;
        this.nanoTime = nanoTime;
    }

    /** Redis has said how many subscribers have received a message that was written at a time. */
    void noticed(long subscribers, long now) {
        if (size() == 0) {
            since = now;
        } else if (now - since >= WINDOW) {
            largestBefore = now - since >= 2 * WINDOW ? 0 : largest;
            largest = 0;
            since = now;
        }
        largest = Math.max(largest, subscribers);
    }

    /** How many there were lately; 0 if that is not known. */
    long size() {
        return Math.max(largest, largestBefore);
    }

    /** Redis is away. */
    void away() {
        deaf |= !receiving.getAsBoolean();
    }

    /**
     * Redis is back: waits until this node and as many others as before have their subscriptions again, for a short time
     * at most.
     *
     * @param listening asks Redis how many nodes are subscribed now
     */
    void awaitReturn(LongSupplier listening) {
        deaf |= !receiving.getAsBoolean();
        if (!deaf) {
            return;
        }
        deaf = false;
        long wanted = size();
        if (await(OWN, receiving) && await(OTHERS, () -> wanted > 0 && listening.getAsLong() >= wanted)) {
            boolean unused = pause.test(LOOK);
        }
    }

    /** Waits until something is so, at most for a time; false if there is nothing to wait for any more. */
    private boolean await(long most, BooleanSupplier condition) {
        long deadline = nanoTime.getAsLong() + most;
        while (!condition.getAsBoolean() && deadline - nanoTime.getAsLong() > 0) {
            if (!pause.test(LOOK)) {
                return false;
            }
        }
        return true;
    }
}
