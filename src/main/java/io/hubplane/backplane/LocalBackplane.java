package io.hubplane.backplane;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The backplane of a node that runs alone, or of nodes in one virtual machine that share an {@link Exchange}.
 *
 * <p>Messages are delivered by the publishing threads. Each subscription has a mailbox that one thread at a time
 * empties: a publisher that finds another thread emptying it only adds its message. So a subscriber is never called by
 * two threads at once, the messages of one publisher keep their order, and no lock is held while a subscriber is
 * called. Every subscriber receives a copy of the bytes. Safe for any thread.
 */
public final class LocalBackplane implements Backplane {
    private final String nodeId = NodeId.random();
    private final Exchange exchange;
    private final boolean alone;
    private volatile boolean closed;

    /** Makes the backplane of a node that runs alone. */
    public LocalBackplane() {
        this(new Exchange(), true);
    }

    /**
     * Makes the backplane of a node that reaches the others on the exchange.
     *
     * @param exchange the exchange that the nodes share
     */
    public LocalBackplane(Exchange exchange) {
        this(exchange, false);
    }

    private LocalBackplane(Exchange exchange, boolean alone) {
        this.exchange = Objects.requireNonNull(exchange);
        this.alone = alone;
    }

    @Override
    public String nodeId() {
        return nodeId;
    }

    @Override
    public void start() {}

    @Override
    public boolean reachesOthers() {
        return !alone;
    }

    @Override
    public CompletionStage<Void> publish(Scope scope, byte[] message) {
        if (closed) {
            return CompletableFuture.failedFuture(closedException());
        }
        Map<String, LocalMailbox> mailboxes = exchange.mailboxes.getOrDefault(scope, Map.of());
        boolean lost = false;
        for (Map.Entry<String, LocalMailbox> entry : mailboxes.entrySet()) {
            if (scope.kind().comesBack() || !entry.getKey().equals(nodeId)) {
                lost |= !entry.getValue().deliver(message.clone());
            }
        }
        if (lost) {
            return CompletableFuture.failedFuture(new BackplaneException("More than " + LocalMailbox.MOST_BYTES
                    + " bytes wait for a node that does not take them; the message is lost to it"));
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Boolean> hasSubscriber(Scope scope) {
        scope.requireOneNode();
        return closed
                ? CompletableFuture.failedFuture(closedException())
                : CompletableFuture.completedFuture(exchange.mailboxes.containsKey(scope));
    }

    @Override
    public CompletionStage<Void> subscribe(Scope scope, BackplaneSubscriber subscriber) {
        LocalMailbox mailbox = new LocalMailbox(scope, subscriber);
        exchange.mailboxes.compute(scope, (key, mailboxes) -> {
            Map<String, LocalMailbox> present = mailboxes == null ? new ConcurrentHashMap<>(4) : mailboxes;
            LocalMailbox replaced = present.put(nodeId, mailbox);
            if (replaced != null) {
                replaced.discard();
            }
            return present;
        });
        // Checked after subscribing: either close() sees this subscription, or this sees that it is closed.
        if (closed) {
            unsubscribe(scope);
            return CompletableFuture.failedFuture(closedException());
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> unsubscribe(Scope scope) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        LocalMailbox removed = exchange.remove(scope, nodeId);
        if (removed == null) {
            ended.complete(null);
        } else {
            removed.end(ended);
        }
        return ended;
    }

    @Override
    public void close() {
        closed = true;
        for (Scope scope : exchange.mailboxes.keySet()) {
            unsubscribe(scope);
        }
    }

    private static BackplaneException closedException() {
        return new BackplaneException("The backplane is closed");
    }

    /** Where nodes in one virtual machine reach each other. Safe for any thread. */
    public static final class Exchange {
        private final ConcurrentHashMap<Scope, Map<String, LocalMailbox>> mailboxes = new ConcurrentHashMap<>();

        /** Makes an exchange without nodes. */
        public Exchange() {}

        private @Nullable LocalMailbox remove(Scope scope, String nodeId) {
            LocalMailbox[] removed = new LocalMailbox[1];
            mailboxes.computeIfPresent(scope, (key, present) -> {
                removed[0] = present.remove(nodeId);
                return present.isEmpty() ? null : present;
            });
            return removed[0];
        }
    }
}
