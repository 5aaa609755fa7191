package io.hubplane.backplane.redis;

import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.sequence.ReceivedSequences;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One channel: what Redis was told about it, and what is wanted. Guarded by {@link Subscriptions}. */
final class Subscription {
    /** What Redis was told on the present connection. */
    enum State {
        ABSENT,
        SUBSCRIBING,
        LIVE,
        UNSUBSCRIBING
    }

    /** Who receives. */
    record Receiver(Scope scope, BackplaneSubscriber subscriber) {}

    final String channel;
    /** Whether it is wanted without anyone who receives. */
    final boolean permanent;
    /** Belongs to the thread that reads. */
    final ReceivedSequences sequences = new ReceivedSequences();

    State state = State.ABSENT;
    /** Completed when Redis was told what is wanted; one for all who wait, however often clients change their minds. */
    private @Nullable CompletableFuture<Void> waiting;
    /** Written under the lock, read by the thread that reads without it. */
    volatile @Nullable Receiver receiver;

    Subscription(String channel, boolean permanent) {
        this.channel = channel;
        this.permanent = permanent;
    }

    CompletableFuture<Void> await() {
        CompletableFuture<Void> present = waiting == null ? new CompletableFuture<>() : waiting;
        waiting = present;
        return present;
    }

    /** Nobody waits any more; whoever did is to be told. */
    void settle(List<CompletableFuture<Void>> settled) {
        if (waiting != null) {
            settled.add(waiting);
            waiting = null;
        }
    }

    boolean isWanted() {
        return permanent || receiver != null;
    }
}
