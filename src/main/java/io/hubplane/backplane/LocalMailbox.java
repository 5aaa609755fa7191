package io.hubplane.backplane;

import io.hubplane.observe.RepeatedWarning;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What waits for one subscriber. Whoever puts something into an empty mailbox empties it; others only add. Safe for any
 * thread.
 */
final class LocalMailbox {
    private static final RepeatedWarning FAILED = new RepeatedWarning(
            System.getLogger(LocalMailbox.class.getName()), "A backplane subscriber failed; the message is lost to it");

    private final Scope scope;
    private final BackplaneSubscriber subscriber;
    private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean discarding;

    LocalMailbox(Scope scope, BackplaneSubscriber subscriber) {
        this.scope = scope;
        this.subscriber = Objects.requireNonNull(subscriber);
    }

    void deliver(byte[] message) {
        add(() -> receive(message));
    }

    /** Delivers nothing more; what is being delivered may still be under way. */
    void discard() {
        discarding = true;
    }

    /** Delivers nothing more, and completes the future when nothing is under way any more. */
    void end(CompletableFuture<Void> ended) {
        discard();
        add(() -> ended.complete(null));
    }

    private void add(Runnable step) {
        steps.add(step);
        if (waiting.getAndIncrement() == 0) {
            do {
                Objects.requireNonNull(steps.poll()).run();
            } while (waiting.decrementAndGet() > 0);
        }
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
