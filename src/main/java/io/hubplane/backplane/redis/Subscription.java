package io.hubplane.backplane.redis;

import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.Scope;
import java.util.ArrayList;
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
    /** Those who wait until Redis was told what is wanted. */
    final List<CompletableFuture<Void>> waiting = new ArrayList<>(1);
    /** Belongs to the thread that reads. */
    final ReceivedSequences sequences = new ReceivedSequences();

    State state = State.ABSENT;
    /** Written under the lock, read by the thread that reads without it. */
    volatile @Nullable Receiver receiver;

    Subscription(String channel, boolean permanent) {
        this.channel = channel;
        this.permanent = permanent;
    }

    boolean isWanted() {
        return permanent || receiver != null;
    }
}
