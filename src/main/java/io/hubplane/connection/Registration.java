package io.hubplane.connection;

import io.hubplane.observe.CloseReason;
import io.hubplane.observe.ObservedConnection;
import io.hubplane.protocol.HubMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Registers a connection with its hub: in the registry, and with the receiver of its messages. Called by one thread at
 * a time, which the {@link CallGate} ensures.
 */
final class Registration {
    private final Client client;
    private final Hub hub;
    private final HubServices services;
    private boolean begun;
    private long begin;
    private volatile @Nullable HubMessageReceiver receiver;
    /** Completed when other nodes can reach the connection, or when the waiting is given up; null if nothing waits. */
    private volatile @Nullable CompletableFuture<Void> awaited;

    /** The hub as one connection enters it; the methods are called in their order. */
    interface Hub {
        /** Makes the connection findable; completed when other nodes can reach it. */
        CompletionStage<Void> connected();

        /**
         * Tells the hub about its client.
         *
         * @param ready completed when the hub may be called
         * @return the receiver of the client's messages
         */
        HubMessageReceiver receiver(CompletionStage<Void> ready);

        /**
         * As {@link #receiver}, for a connection that the hub knows from another node.
         *
         * @return the receiver of the client's messages
         */
        HubMessageReceiver goesOn();

        /** Makes the connection unfindable. */
        void disconnected();
    }

    Registration(Client client, Hub hub, HubServices services) {
        this.client = client;
        this.hub = hub;
        this.services = services;
    }

    /**
     * Makes the connection findable, here and from other nodes, then tells the hub.
     *
     * @param found called in between, with the stage that the hub waits for: it completes when other nodes can reach
     *     the connection, or when {@link #giveUpWaiting} is called
     */
    void begin(Consumer<CompletionStage<Void>> found) {
        opened();
        CompletionStage<Void> ready = awaited(hub.connected());
        found.accept(ready);
        receiver = hub.receiver(ready);
    }

    /** Goes on with a connection that another node has handed over; the hub is not told. It is made findable elsewhere. */
    void goOn() {
        opened();
        ObservedConnection observed = client.observed();
        if (observed != null) {
            services.observer().connectionTaken(observed);
        }
        receiver = hub.goesOn();
    }

    private void opened() {
        begun = true;
        services.counts().opened();
        ObservedConnection observed = client.observed();
        if (observed != null) {
            begin = services.ticker().getAsLong();
            services.observer().connectionOpened(observed);
        }
    }

    /** The receiver of the client's messages; null if the hub may not know the connection. Safe for any thread. */
    @Nullable
    HubMessageReceiver known() {
        return isWaiting() ? null : receiver;
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

    /** Whether other nodes may not yet reach the connection. */
    boolean isWaiting() {
        return awaited != null;
    }

    /** Continues although other nodes may not yet reach the connection. Safe for any thread. */
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

    /** Undoes {@link #begin}, if it was called. */
    void end(CloseReason why, @Nullable Throwable reason) {
        if (!begun) {
            return;
        }
        hub.disconnected();
        closed(why, reason);
        if (receiver != null) {
            receiver.disconnected(reason);
        }
    }

    /** Tells observers that a connection which began has ended here. */
    void closed(CloseReason why, @Nullable Throwable reason) {
        ObservedConnection observed = client.observed();
        if (observed != null) {
            long open = services.ticker().getAsLong() - begin;
            services.observer().connectionClosed(observed, open, why, reason);
        }
    }
}
