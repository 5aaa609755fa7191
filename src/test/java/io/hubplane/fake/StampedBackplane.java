package io.hubplane.fake;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneStamp;
import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.LocalBackplane;
import io.hubplane.backplane.Scope;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * A node's backplane in one virtual machine that stamps what it publishes, as the one on Redis does, and that can be late
 * or lose something.
 */
public final class StampedBackplane implements Backplane {
    private final Backplane carrier;
    private final Map<Scope, AtomicLong> numbers = new ConcurrentHashMap<>();
    private final Queue<Runnable> late = new ArrayDeque<>();
    private volatile Predicate<byte[]> holding = message -> false;
    private volatile BiPredicate<Scope, byte[]> losing = (scope, message) -> false;
    private volatile Runnable publishing = () -> {};
    private volatile boolean away;
    private volatile boolean behind;
    private volatile boolean orderless;

    public StampedBackplane(LocalBackplane.Exchange exchange) {
        carrier = new LocalBackplane(exchange);
    }

    /** From now on what comes waits until {@link #catchUp}. */
    public void beLate() {
        holding = message -> true;
    }

    /** From now on, what another node publishes is missed here until {@link #catchUp}. */
    public void miss(String node) {
        holding = message -> node.equals(BackplaneStamp.origin(message));
    }

    /** This node knows that it has missed something. */
    public void notice() {
        behind = true;
    }

    /** Runs something once, when this node has delivered its next message and is about to publish it. */
    public void beforeNextPublication(Runnable action) {
        publishing = action;
    }

    /** Takes what has come since {@link #beLate} or {@link #miss}. */
    public void catchUp() {
        holding = message -> false;
        for (Runnable next = late.poll(); next != null; next = late.poll()) {
            next.run();
        }
        behind = false;
    }

    /** From now on, messages that this node publishes get lost. */
    public void lose(Predicate<byte[]> messages) {
        losing = (scope, message) -> messages.test(message);
    }

    /** From now on, all messages that this node publishes to such scopes get lost. */
    public void loseAllFor(Predicate<Scope> scopes) {
        losing = (scope, message) -> scopes.test(scope);
    }

    /** From now on, nothing can be published. */
    public void beAway(boolean isAway) {
        away = isAway;
    }

    /** Messages for different scopes have no order from now on. */
    public void keepNoOrder() {
        orderless = true;
    }

    @Override
    public boolean keepsOrderBetweenScopes() {
        return !orderless;
    }

    @Override
    public boolean isBehind() {
        return behind;
    }

    @Override
    public String nodeId() {
        return carrier.nodeId();
    }

    @Override
    public void start() {
        carrier.start();
    }

    @Override
    public CompletionStage<Void> publish(Scope scope, byte[] message) {
        if (away) {
            return CompletableFuture.failedFuture(new BackplaneException("away"));
        }
        Runnable first = publishing;
        publishing = () -> {};
        first.run();
        byte[] stamped = message.clone();
        long number = numbers.computeIfAbsent(scope, key -> new AtomicLong()).incrementAndGet();
        BackplaneStamp.write(stamped, nodeId(), number);
        return losing.test(scope, stamped) ? CompletableFuture.completedFuture(null) : carrier.publish(scope, stamped);
    }

    @Override
    public CompletionStage<Boolean> hasSubscriber(Scope scope) {
        return carrier.hasSubscriber(scope);
    }

    @Override
    public CompletionStage<Void> subscribe(Scope scope, BackplaneSubscriber subscriber) {
        return carrier.subscribe(scope, (of, message) -> {
            if (holding.test(message)) {
                late.add(() -> subscriber.received(of, message));
            } else {
                subscriber.received(of, message);
            }
        });
    }

    @Override
    public CompletionStage<Void> unsubscribe(Scope scope) {
        return carrier.unsubscribe(scope);
    }

    @Override
    public void close() {
        carrier.close();
    }
}
