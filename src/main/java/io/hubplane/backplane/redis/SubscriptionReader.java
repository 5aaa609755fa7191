package io.hubplane.backplane.redis;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplanePositions;
import io.hubplane.backplane.BackplanePositions.Asked;
import io.hubplane.backplane.BackplanePositions.Told;
import io.hubplane.backplane.BackplanePositions.ToldAll;
import io.hubplane.backplane.BackplaneStamp;
import io.hubplane.backplane.MessageSeal;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.redis.Subscription.Receiver;
import io.hubplane.backplane.sequence.PublishSequences;
import io.hubplane.backplane.sequence.ReceivedSequences;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.RepeatedWarning;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Keeps a subscribed connection open and reads it: messages for the subscribers, confirmations for
 * {@link Subscriptions}, answers to pings. When nothing comes for three ping intervals, or the connection breaks, it
 * opens another one, on which everything is subscribed again.
 *
 * <p>It reads a Jedis {@code Connection} itself instead of using {@code BinaryJedisPubSub}, because that one switches
 * off the read timeout (here the read timeout <em>is</em> the deadline of the pings), lets several threads write
 * commands at once, stops when the last subscription ends, and stops at an exception of a subscriber.
 */
final class SubscriptionReader implements Runnable {
    private static final Logger LOGGER = System.getLogger(SubscriptionReader.class.getName());
    private static final int MISSED_PINGS = 3;
    /**
     * How much longer than this node another one may have received nothing, if it asked while this one received
     * nothing.
     */
    private static final long OTHERS_DEAF = TimeUnit.MINUTES.toNanos(1);

    private static final long SWEEP_INTERVAL = TimeUnit.MINUTES.toNanos(1);

    private final Subscriptions<RedisConnection> subscriptions;
    private final RedisConnector connector;
    private final RedisPublisher publisher;
    private final RedisOptions options;
    private final String nodeId;
    /** Used only by this thread. */
    private final MessageSeal seal;

    private final HubObserver observer;
    private final LongSupplier nanoTime;
    private final LinkLog log;
    private final GapLog gaps;
    /**
     * How much older than the last received message a lost one may be, in nanoseconds, since a reader may lag behind.
     */
    private final long margin;

    private final RefusalLog refusals;
    private final RepeatedWarning failures =
            new RepeatedWarning(LOGGER, "A backplane subscriber failed; it misses the message");
    private final RepeatedWarning malformed = new RepeatedWarning(LOGGER, "A malformed message was dropped");

    private boolean restored;
    /** The number of the current connection. */
    private int link;
    /** When something was last received, in nanoseconds; null before the first time. */
    private @Nullable Long lastHeard;
    /**
     * When something was last received on the previous connection; null if there was none, or if the others were
     * already asked.
     */
    private @Nullable Long deafSince;

    private long lastSweep;

    SubscriptionReader(
            Subscriptions<RedisConnection> subscriptions,
            RedisConnector connector,
            RedisPublisher publisher,
            RedisOptions options,
            String nodeId,
            MessageSeal seal,
            HubObserver observer,
            LongSupplier nanoTime) {
        this.subscriptions = subscriptions;
        this.connector = connector;
        this.publisher = publisher;
        this.options = options;
        this.nodeId = nodeId;
        this.seal = seal;
        this.observer = observer;
        this.nanoTime = nanoTime;
        this.log = new LinkLog("receiving", connector.place());
        this.gaps = new GapLog(observer);
        this.margin = options.pingInterval().multipliedBy(MISSED_PINGS).toNanos();
        this.refusals = new RefusalLog(observer);
        this.lastSweep = nanoTime.getAsLong();
    }

    @Override
    public void run() {
        while (!connector.isClosed()) {
            RedisConnection connection = null;
            try {
                connection = connector.open();
                connection.setSoTimeout(Math.toIntExact(options.pingInterval().toMillis() * MISSED_PINGS));
                restored = false;
                link++;
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
        deafSince = deafSince == null ? lastHeard : deafSince;
        if (!connector.isClosed()) {
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
                    case "message" -> received((byte[]) reply.get(1), (byte[]) reply.get(2));
                    case "subscribe" -> confirmed(text(reply.get(1)), Command.SUBSCRIBE);
                    case "unsubscribe" -> confirmed(text(reply.get(1)), Command.UNSUBSCRIBE);
                    default -> ponged(connection);
                }
            } else {
                long unused = connection.ponged(nanoTime.getAsLong());
            }
        }
    }

    private void confirmed(String channel, Command command) {
        Subscription subscription = subscriptions.find(channel);
        if (subscription != null) {
            if (command == Command.SUBSCRIBE) {
                subscription.sequences.live(nanoTime.getAsLong());
            } else {
                subscription.sequences.forget();
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

    private void received(byte[] channelName, byte[] message) {
        String channel = text(channelName);
        Subscription subscription = subscriptions.find(channel);
        String origin = BackplaneStamp.origin(message);
        if (subscription == null || nodeId.equals(origin)) {
            return;
        }
        Receiver receiver = subscription.receiver;
        Scope.Kind kind = receiver == null ? Scope.Kind.ALL : receiver.scope().kind();
        if (!seal.accepts(kind, channelName, message)) {
            refusals.noticed(channel, nanoTime.getAsLong()); // before its number is used
            return;
        }
        if (origin != null && seal.vouches(message)) {
            long now = nanoTime.getAsLong();
            lastHeard = now;
            if (subscription.permanent) {
                positions(origin, message, now);
                return;
            }
            long missing = subscription.sequences.message(origin, BackplaneStamp.sequence(message), link, now);
            if (missing == ReceivedSequences.LATE) {
                LOGGER.log(Level.DEBUG, "A message on {0} was late or came twice; it is dropped", channel);
                return;
            }
            gaps.noticed(channel, missing, now);
        }
        if (receiver == null) {
            return;
        }
        observer.backplaneReceived(message.length);
        try {
            receiver.subscriber().received(receiver.scope(), message);
        } catch (RuntimeException | Error e) {
            failures.warn(e);
        }
    }

    private void positions(String origin, byte[] message, long now) {
        try {
            BackplanePositions positions = BackplanePositions.decode(message);
            if (positions instanceof Asked asked) {
                long deaf = TimeUnit.MILLISECONDS.toNanos(asked.deafMillis());
                publisher.tell(now - Math.min(deaf, PublishSequences.IDLE));
            } else if (positions instanceof ToldAll all) {
                for (Told told : all.channels()) {
                    Subscription subscription = subscriptions.find(told.channel());
                    if (subscription != null && !subscription.permanent) {
                        gaps.noticed(told.channel(), subscription.sequences.told(origin, told, link, now), now);
                    }
                }
            }
        } catch (BackplaneException e) {
            malformed.warn(e);
        }
    }

    /** A ping was answered. */
    private void ponged(RedisConnection connection) {
        long now = nanoTime.getAsLong();
        long lag = connection.ponged(now);
        if (lag >= 0) {
            observer.backplaneLag(lag);
        }
        sweep(now);
    }

    /** Runs at every answer to a ping. */
    private void sweep(long now) {
        noticeRestored();
        lastHeard = now;
        gaps.logIfDue(now);
        refusals.logIfDue(now);
        if (now - lastSweep > SWEEP_INTERVAL) {
            lastSweep = now;
            for (Subscription subscription : subscriptions.all()) {
                subscription.sequences.dropIdle(now);
            }
        }
    }

    private static String text(Object utf8) {
        return new String((byte[]) utf8, StandardCharsets.UTF_8);
    }
}
