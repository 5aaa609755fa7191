package io.hubplane.backplane.redis;

import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.sequence.ReceivedSequences;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One channel: the last command that Redis got for it, and what is wanted. Guarded by {@link Subscriptions}. */
final class Subscription {
    /** What Redis was told on the current connection. */
    enum State {
        ABSENT,
        SUBSCRIBING,
        LIVE,
        UNSUBSCRIBING
    }

    /** The receiver of the channel's messages. */
    record Receiver(Scope scope, BackplaneSubscriber subscriber) {}

    final String channel;
    /** Whether it is wanted even without a receiver. */
    final boolean permanent;
    /** Used by the reading thread. */
    final ReceivedSequences sequences = new ReceivedSequences();

    State state = State.ABSENT;
    /** Completed when Redis is in the wanted state; one for all who wait, however often clients join and leave. */
    private @Nullable CompletableFuture<Void> waiting;
    /** Written under the lock; read by the reading thread without it. */
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

    /** Nobody has to wait any longer; adds the stage of those who did to a list. */
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
