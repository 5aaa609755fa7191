package io.hubplane.backplane.redis;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplanePositions;
import io.hubplane.backplane.BackplanePositions.Asked;
import io.hubplane.backplane.BackplanePositions.Told;
import io.hubplane.backplane.BackplanePositions.ToldAll;
import io.hubplane.backplane.BackplaneResends;
import io.hubplane.backplane.BackplaneResends.Wanted;
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
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the messages of the subscribed connection: drops those of this node, those that are not believed and those that
 * come late, notices what is missing, and calls the subscribers. Used by the reading thread.
 */
final class SubscriptionInbox {
    private static final Logger LOGGER = System.getLogger(SubscriptionInbox.class.getName());
    private static final long SWEEP_INTERVAL = TimeUnit.MINUTES.toNanos(1);

    private final Subscriptions<RedisConnection> subscriptions;
    private final RedisPublisher publisher;
    private final String nodeId;
    private final String control;
    private final MessageSeal seal;
    private final HubObserver observer;
    private final LongSupplier nanoTime;
    private final GapLog gaps;
    private final RefusalLog refusals;
    private final RepeatedWarning failures =
            new RepeatedWarning(LOGGER, "A backplane subscriber failed; it misses the message");
    private final RepeatedWarning malformed = new RepeatedWarning(LOGGER, "A malformed message was dropped");

    /** The number of the current connection. */
    private int link;
    /** When something was last received, in nanoseconds; null before the first time. */
    private @Nullable Long lastHeard;

    private long lastSweep;

    SubscriptionInbox(
            Subscriptions<RedisConnection> subscriptions,
            RedisPublisher publisher,
            String nodeId,
            RedisChannels channels,
            MessageSeal seal,
            HubObserver observer,
            LongSupplier nanoTime) {
        this.subscriptions = subscriptions;
        this.publisher = publisher;
        this.nodeId = nodeId;
        this.control = channels.control(nodeId);
        this.seal = seal;
        this.observer = observer;
        this.nanoTime = nanoTime;
        this.gaps = new GapLog(observer);
        this.refusals = new RefusalLog(observer);
        this.lastSweep = nanoTime.getAsLong();
    }

    /** There is a new connection. */
    void linkUp() {
        link++;
    }

    /** When something was last received, in nanoseconds; null before the first time. */
    @Nullable
    Long lastHeard() {
        return lastHeard;
    }

    /** Redis has subscribed a channel. */
    void subscribed(Subscription subscription) {
        subscription.sequences.live(nanoTime.getAsLong());
    }

    /** Redis has unsubscribed a channel. */
    void unsubscribed(Subscription subscription) {
        subscription.sequences.forget();
    }

    void received(byte[] channelName, byte[] message) {
        String channel = new String(channelName, StandardCharsets.UTF_8);
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
                aboutNumbers(channel, origin, message, now);
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

    private void aboutNumbers(String channel, String origin, byte[] message, long now) {
        try {
            if (channel.equals(control)) {
                resends(origin, message);
            } else {
                positions(origin, message, now);
            }
        } catch (BackplaneException e) {
            malformed.warn(e);
        }
    }

    private void resends(String origin, byte[] message) {
        if (BackplaneResends.decode(message) instanceof Wanted wanted) {
            publisher.asked(origin, wanted);
        }
    }

    private void positions(String origin, byte[] message, long now) {
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
    }

    /** Runs at every answer to a ping. */
    void sweep(long now) {
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
}
