package io.hubplane.backplane.redis;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.redis.Subscription.Receiver;
import io.hubplane.backplane.redis.Subscription.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Which channels are wanted, which of them Redis knows, and what to tell it next. Does no input or output.
 *
 * <p>A channel has at most one unconfirmed command. When its confirmation comes, the state then wanted is compared with
 * the one that Redis knows, and if they differ the channel gets its next command. So for every order of
 * {@link #subscribe} and {@link #unsubscribe}, Redis ends in the state asked for last, and each stage they return
 * completes when Redis is in the wanted state.
 *
 * <p>Safe for any thread. Stages are completed without holding the lock.
 *
 * @param <C> the type of connections; none of its members are used
 */
final class Subscriptions<C> {
    /** The most channels in one command, so that Redis is not busy with one node for long. */
    static final int COMMAND_CHANNELS = 512;

    /** How long {@link #next} waits at most while the reader waits for something, in nanoseconds. */
    static final long HURRIED = TimeUnit.MILLISECONDS.toNanos(100);

    private enum Link {
        /** No attempt has ended yet: subscribers wait. */
        CONNECTING,
        UP,
        /** Away: subscribers do not wait. */
        DOWN,
        CLOSED
    }

    /** What to tell Redis next. */
    record Change<C>(C connection, Command command, List<String> channels) {}

    private final Map<String, Subscription> byChannel = new ConcurrentHashMap<>();
    private final Set<Subscription> toTell = new LinkedHashSet<>();
    /** What was wanted when the connection was opened and has not been confirmed since. */
    private final Set<Subscription> toRestore = new LinkedHashSet<>();

    private Link link = Link.CONNECTING;
    private @Nullable C connection;
    private boolean hurried;

    Subscriptions(String... permanentChannels) {
        for (String channel : permanentChannels) {
            byChannel.put(channel, new Subscription(channel, true));
        }
    }

    CompletionStage<Void> subscribe(String channel, Scope scope, BackplaneSubscriber subscriber) {
        CompletableFuture<Void> done;
        List<CompletableFuture<Void>> settled = new ArrayList<>();
        synchronized (this) {
            if (link == Link.CLOSED) {
                return CompletableFuture.failedFuture(new BackplaneException("The backplane is closed"));
            }
            Subscription subscription = byChannel.computeIfAbsent(channel, key -> new Subscription(key, false));
            subscription.receiver = new Receiver(scope, subscriber);
            done = subscription.await();
            reconcile(subscription, settled);
        }
        complete(settled);
        return done;
    }

    CompletionStage<Void> unsubscribe(String channel) {
        CompletableFuture<Void> done;
        List<CompletableFuture<Void>> settled = new ArrayList<>();
        synchronized (this) {
            Subscription subscription = byChannel.get(channel);
            if (subscription == null) {
                return CompletableFuture.completedFuture(null);
            }
            subscription.receiver = null;
            done = subscription.await();
            reconcile(subscription, settled);
        }
        complete(settled);
        return done;
    }

    /** The subscription of a channel, found without a lock. */
    @Nullable
    Subscription find(String channel) {
        return byChannel.get(channel);
    }

    /** All subscriptions; changes during the iteration may or may not be seen. */
    Collection<Subscription> all() {
        return byChannel.values();
    }

    /** There is a new connection, without any subscriptions yet. */
    synchronized void linkUp(C opened) {
        if (link == Link.CLOSED) {
            return;
        }
        link = Link.UP;
        connection = opened;
        toTell.addAll(byChannel.values());
        toRestore.addAll(byChannel.values());
        notifyAll();
    }

    /** The connection is gone, or none could be made. */
    void linkDown() {
        List<CompletableFuture<Void>> settled = new ArrayList<>();
        synchronized (this) {
            if (link == Link.CLOSED) {
                return;
            }
            link = Link.DOWN;
            connection = null;
            toTell.clear();
            toRestore.clear();
            for (Subscription subscription : byChannel.values()) {
                subscription.state = State.ABSENT;
                reconcile(subscription, settled);
            }
        }
        complete(settled);
    }

    /** Redis confirmed a command for a channel. */
    void confirmed(String channel, Command command) {
        List<CompletableFuture<Void>> settled = new ArrayList<>();
        synchronized (this) {
            Subscription subscription = byChannel.get(channel);
            if (subscription == null || link != Link.UP) {
                return;
            }
            subscription.state = command == Command.SUBSCRIBE ? State.LIVE : State.ABSENT;
            toRestore.remove(subscription);
            reconcile(subscription, settled);
        }
        complete(settled);
    }

    /** Whether Redis was told to unsubscribe a channel, and has not confirmed it. */
    synchronized boolean isBeingUnsubscribed(String channel) {
        Subscription subscription = byChannel.get(channel);
        return subscription == null || subscription.state == State.UNSUBSCRIBING;
    }

    /** The current connection, or null. */
    synchronized @Nullable C connection() {
        return connection;
    }

    /** Whether Redis has confirmed everything that was wanted when the connection was opened. */
    synchronized boolean isRestored() {
        return link == Link.UP && toRestore.isEmpty();
    }

    /**
     * Whether the connection is to be pinged more often, since the reader waits for something and looks at the time when
     * a ping is answered.
     */
    synchronized void hurry(boolean now) {
        if (now && !hurried) {
            notifyAll();
        }
        hurried = now;
    }

    synchronized boolean isHurried() {
        return hurried;
    }

    /** Waits for something to tell Redis, at most for a given time; null if there is nothing. */
    synchronized @Nullable Change<C> next(long nanos) throws InterruptedException {
        if (toTell.isEmpty() && link != Link.CLOSED) {
            TimeUnit.NANOSECONDS.timedWait(this, hurried ? Math.min(HURRIED, nanos) : nanos);
        }
        C to = connection;
        if (toTell.isEmpty() || to == null) {
            return null;
        }
        boolean subscribe = toTell.iterator().next().isWanted();
        Iterator<Subscription> each = toTell.iterator();
        List<String> channels = new ArrayList<>();
        while (each.hasNext() && channels.size() < COMMAND_CHANNELS) {
            Subscription subscription = each.next();
            if (subscription.isWanted() == subscribe) {
                subscription.state = subscribe ? State.SUBSCRIBING : State.UNSUBSCRIBING;
                channels.add(subscription.channel);
                each.remove();
            }
        }
        return new Change<>(to, subscribe ? Command.SUBSCRIBE : Command.UNSUBSCRIBE, channels);
    }

    void close() {
        List<CompletableFuture<Void>> settled = new ArrayList<>();
        synchronized (this) {
            link = Link.CLOSED;
            connection = null;
            toTell.clear();
            toRestore.clear();
            for (Subscription subscription : byChannel.values()) {
                subscription.receiver = null;
                subscription.settle(settled);
            }
            byChannel.clear();
            notifyAll();
        }
        complete(settled);
    }

    /** Compares what is wanted with what Redis knows. */
    private void reconcile(Subscription subscription, List<CompletableFuture<Void>> settled) {
        boolean wanted = subscription.isWanted();
        boolean asWanted = switch (subscription.state) {
            case LIVE -> wanted;
            case ABSENT -> !wanted || link == Link.DOWN;
            case SUBSCRIBING, UNSUBSCRIBING -> false;
        };
        if (asWanted) {
            toTell.remove(subscription);
            subscription.settle(settled);
            if (!wanted) {
                toRestore.remove(subscription);
                byChannel.remove(subscription.channel);
            }
        } else if (link == Link.UP && (subscription.state == State.LIVE || subscription.state == State.ABSENT)) {
            toTell.add(subscription);
            notifyAll();
        }
    }

    private static void complete(List<CompletableFuture<Void>> settled) {
        settled.forEach(done -> done.complete(null));
    }
}
