package io.hubplane.backplane;

import io.hubplane.concurrent.SerialLoop;
import io.hubplane.observe.RepeatedWarning;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The messages that wait for one subscriber, bounded in bytes. The thread that adds to an empty mailbox empties it;
 * others only add. Safe for any thread.
 */
final class LocalMailbox {
    private static final RepeatedWarning FAILED = new RepeatedWarning(
            System.getLogger(LocalMailbox.class.getName()), "A backplane subscriber failed; it misses the message");

    /** As much may wait for a node here as, by default, for Redis. */
    static final int MOST_BYTES = 32 * 1024 * 1024;

    /** What a message counts in addition to its length, in bytes, as in the queue for Redis. */
    private static final long MESSAGE = 128;

    private final Scope scope;
    private final BackplaneSubscriber subscriber;
    private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
    private final SerialLoop loop = new SerialLoop(this::step);
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean discarding;

    LocalMailbox(Scope scope, BackplaneSubscriber subscriber) {
        this.scope = scope;
        this.subscriber = Objects.requireNonNull(subscriber);
    }

    /** Delivers a message; false if too much waits. */
    boolean deliver(byte[] message) {
        long size = message.length + MESSAGE;
        if (bytes.addAndGet(size) > MOST_BYTES) {
            bytes.addAndGet(-size);
            return false;
        }
        add(() -> {
            bytes.addAndGet(-size);
            receive(message);
        });
        return true;
    }

    /** Delivers nothing more, but does not wait for a delivery that is under way. */
    void discard() {
        discarding = true;
    }

    /** Delivers nothing more, and completes the future when no delivery is under way. */
    void end(CompletableFuture<Void> ended) {
        discard();
        add(() -> ended.complete(null));
    }

    private void add(Runnable step) {
        steps.add(step);
        loop.wake();
    }

    private boolean step() {
        Runnable next = steps.poll();
        if (next == null) {
            return false;
        }
        next.run();
        return true;
    }

    private void receive(byte[] message) {
        if (discarding) {
            return;
        }
        try {
            subscriber.received(scope, message);
        } catch (RuntimeException | Error e) {
            FAILED.warn(e);
        }
    }
}
