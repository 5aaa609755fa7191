package io.hubplane.connection;

import io.hubplane.concurrent.CallGate;
import io.hubplane.observe.CloseReason;
import io.hubplane.observe.ObservedConnection;
import io.hubplane.protocol.HubMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection's place in its hub: in the stores, and with the receiver of its messages. Called by one thread at a time,
 * as the {@link CallGate} sees to.
 */
final class Registration {
    private final HubConnection connection;
    private final HubConnections owner;
    private boolean begun;
    private long begin;
    private @Nullable HubMessageReceiver receiver;
    /** Completed when the connection can be reached from other nodes, or is waited for no longer; null if nobody waits. */
    private volatile @Nullable CompletableFuture<Void> awaited;

    Registration(HubConnection connection, HubConnections owner) {
        this.connection = connection;
        this.owner = owner;
    }

    /**
     * Lets the connection be found, here and by other nodes, then tells the hub.
     *
     * @param found called in between, with what the hub waits for: completed when other nodes can reach the connection,
     *     or {@link #giveUpWaiting} is called
     */
    void begin(Consumer<CompletionStage<Void>> found) {
        HubServices services = owner.services();
        begun = true;
        services.counts().opened();
        ObservedConnection observed = connection.observed();
        if (observed != null) {
            begin = services.ticker().getAsLong();
            services.observer().connectionOpened(observed);
        }
        CompletionStage<Void> ready = awaited(owner.registry().connected(connection));
        found.accept(ready);
        receiver = owner.dispatch().connected(connection, ready);
    }

    private CompletionStage<Void> awaited(CompletionStage<Void> live) {
        if (live.toCompletableFuture().isDone()) {
            return live;
        }
        CompletableFuture<Void> ready = new CompletableFuture<>();
        awaited = ready;
        live.whenComplete((nothing, failure) -> {
            awaited = null;
            if (failure == null) {
                ready.complete(null);
            } else {
                ready.completeExceptionally(failure);
            }
        });
        return ready;
    }

    /** Whether other nodes may not reach the connection yet. */
    boolean isWaiting() {
        return awaited != null;
    }

    /** Goes on, though other nodes may not reach the connection yet. Safe for any thread. */
    void giveUpWaiting() {
        CompletableFuture<Void> ready = awaited;
        if (ready != null) {
            awaited = null;
            ready.complete(null);
        }
    }

    void received(HubMessage message, int length) {
        if (receiver != null) {
            receiver.received(message, length);
        }
    }

    boolean isCrowded() {
        return receiver != null && receiver.isCrowded();
    }

    /** How many calls have not ended. Safe for any thread, like {@link #openStreams}. */
    int openCalls() {
        HubMessageReceiver calls = receiver;
        return calls == null ? 0 : calls.openCalls();
    }

    int openStreams() {
        HubMessageReceiver calls = receiver;
        return calls == null ? 0 : calls.openStreams();
    }

    /** Undoes what has begun, if anything has. */
    void end(CloseReason why, @Nullable Throwable reason) {
        if (!begun) {
            return;
        }
        HubServices services = owner.services();
        owner.registry().disconnected(connection);
        ObservedConnection observed = connection.observed();
        if (observed != null) {
            long open = services.ticker().getAsLong() - begin;
            services.observer().connectionClosed(observed, open, why, reason);
        }
        if (receiver != null) {
            receiver.disconnected(reason);
        }
    }
}
