package io.hubplane.backplane.redis;

import io.hubplane.observe.HubObserver;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Keeps a subscribed connection open and reads it: messages for the {@link SubscriptionInbox}, confirmations for
 * {@link Subscriptions}, answers to pings. When nothing comes for three ping intervals, or the connection breaks, it
 * opens another one, on which everything is subscribed again.
 *
 * <p>It reads a Jedis {@code Connection} itself instead of using {@code BinaryJedisPubSub}, because that one switches
 * off the read timeout (here the read timeout <em>is</em> the deadline of the pings), lets several threads write
 * commands at once, stops when the last subscription ends, and stops at an exception of a subscriber.
 */
final class SubscriptionReader implements Runnable {
    private static final int MISSED_PINGS = 3;
    /**
     * How much longer than this node another one may have received nothing, if it asked while this one received
     * nothing.
     */
    private static final long OTHERS_DEAF = TimeUnit.MINUTES.toNanos(1);

    private final Subscriptions<RedisConnection> subscriptions;
    private final RedisConnector connector;
    private final RedisPublisher publisher;
    private final RedisOptions options;
    private final SubscriptionInbox inbox;
    private final HubObserver observer;
    private final LongSupplier nanoTime;
    private final LinkLog log;
    /**
     * How much older than the last received message a lost one may be, in nanoseconds, since a reader may lag behind.
     */
    private final long margin;

    private boolean restored;
    /** Whether pings are to be sent more often. */
    private boolean hurried;
    /**
     * When something was last received on the previous connection; null if there was none, or if the others were
     * already asked.
     */
    private @Nullable Long deafSince;

    SubscriptionReader(
            Subscriptions<RedisConnection> subscriptions,
            RedisConnector connector,
            RedisPublisher publisher,
            RedisOptions options,
            SubscriptionInbox inbox,
            HubObserver observer,
            LongSupplier nanoTime) {
        this.subscriptions = subscriptions;
        this.connector = connector;
        this.publisher = publisher;
        this.options = options;
        this.inbox = inbox;
        this.observer = observer;
        this.nanoTime = nanoTime;
        this.log = new LinkLog("receiving", connector.place());
        this.margin = options.pingInterval().multipliedBy(MISSED_PINGS).toNanos();
    }

    @Override
    public void run() {
        while (!connector.isClosed()) {
            RedisConnection connection = null;
            try {
                connection = connector.open();
                connection.setSoTimeout(Math.toIntExact(options.pingInterval().toMillis() * MISSED_PINGS));
                restored = false;
                inbox.linkUp(deafSince == null ? null : Long.valueOf(deafSince - margin));
                subscriptions.linkUp(connection);
                readWhileConnected(connection);
            } catch (RuntimeException | Error e) {
                lost(connection, e);
            }
        }
    }

    private void lost(@Nullable RedisConnection connection, Throwable cause) {
        if (connection != null) {
            connection.abandon();
        }
        subscriptions.linkDown();
        deafSince = deafSince == null ? inbox.lastHeard() : deafSince;
        if (!connector.isClosed()) {
            connector.failed(cause);
            inbox.linkIsDown();
            if (log.lost(cause)) {
                observer.backplaneInterrupted();
            }
            publisher.check();
            connector.pause(connector.nextPause());
        }
    }

    private void readWhileConnected(RedisConnection connection) {
        while (!connector.isClosed()) {
            // RESP2: [message, channel, bytes], [subscribe|unsubscribe, channel, count], [pong, ""]; PONG alone answers
            // a ping that arrived before the first SUBSCRIBE.
            Object read = connection.read();
            if (read instanceof List<?> reply) {
                switch (text(reply.get(0))) {
                    case "message" -> inbox.received((byte[]) reply.get(1), (byte[]) reply.get(2));
                    case "subscribe" -> confirmed(text(reply.get(1)), Command.SUBSCRIBE);
                    case "unsubscribe" -> confirmed(text(reply.get(1)), Command.UNSUBSCRIBE);
                    // The same in a Cluster.
                    case "smessage" -> inbox.received((byte[]) reply.get(1), (byte[]) reply.get(2));
                    case "ssubscribe" -> confirmed(text(reply.get(1)), Command.SUBSCRIBE);
                    case "sunsubscribe" -> unsubscribed(text(reply.get(1)));
                    default -> ponged(connection);
                }
            } else {
                long unused = connection.ponged(nanoTime.getAsLong());
            }
            if (inbox.awaits() != hurried) {
                hurried = !hurried;
                subscriptions.hurry(hurried);
            }
        }
    }

    /** Redis also says so of channels whose slot it has given to another one. */
    private void unsubscribed(String channel) {
        if (!subscriptions.isBeingUnsubscribed(channel)) {
            throw new JedisConnectionException("The slot of the channels has moved");
        }
        confirmed(channel, Command.UNSUBSCRIBE);
    }

    private void confirmed(String channel, Command command) {
        Subscription subscription = subscriptions.find(channel);
        if (subscription != null) {
            if (command == Command.SUBSCRIBE) {
                inbox.subscribed(subscription);
            } else {
                inbox.unsubscribed(subscription);
            }
        }
        subscriptions.confirmed(channel, command);
        noticeRestored();
    }

    private void noticeRestored() {
        if (!restored && subscriptions.isRestored()) {
            restored = true;
            connector.proved();
            if (log.restored()) {
                observer.backplaneRestored();
            }
            catchUp();
            inbox.restored();
        }
    }

    /**
     * Finds out what was lost while nothing was received, if no later message shows it. Others may have asked this node
     * in the meantime, so it also tells them.
     */
    private void catchUp() {
        Long since = deafSince;
        if (since != null) {
            deafSince = null;
            publisher.ask(since - margin);
            publisher.tell(since - margin - OTHERS_DEAF);
        }
    }

    /** A ping was answered. */
    private void ponged(RedisConnection connection) {
        long now = nanoTime.getAsLong();
        long lag = connection.ponged(now);
        if (lag >= 0) {
            observer.backplaneLag(lag);
        }
        noticeRestored();
        inbox.sweep(now);
    }

    private static String text(Object utf8) {
        return new String((byte[]) utf8, StandardCharsets.UTF_8);
    }
}
