package io.hubplane.backplane.redis;

import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplanePositions;
import io.hubplane.backplane.BackplanePositions.Asked;
import io.hubplane.backplane.BackplanePositions.Told;
import io.hubplane.backplane.BackplanePositions.ToldAll;
import io.hubplane.backplane.BackplaneResends;
import io.hubplane.backplane.BackplaneResends.Again;
import io.hubplane.backplane.BackplaneResends.Resent;
import io.hubplane.backplane.BackplaneResends.Wanted;
import io.hubplane.backplane.BackplaneStamp;
import io.hubplane.backplane.LostMessages;
import io.hubplane.backplane.MessageSeal;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.redis.Subscription.Receiver;
import io.hubplane.backplane.sequence.PublishSequences;
import io.hubplane.backplane.sequence.ReceivedSequences;
import io.hubplane.backplane.sequence.Recoveries;
import io.hubplane.backplane.sequence.RecoveryOutlet;
import io.hubplane.backplane.sequence.ResendOptions;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.RepeatedWarning;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    private final Recoveries recoveries;
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
            ResendOptions resend,
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
        this.recoveries = new Recoveries(resend, new Outlet());
        this.refusals = new RefusalLog(observer);
        this.lastSweep = nanoTime.getAsLong();
    }

    /** There is a new connection; this node may have missed something since a time, if it is given. */
    void linkUp(@Nullable Long deafSince) {
        link++;
        recoveries.reconnected(deafSince, nanoTime.getAsLong());
    }

    /** There is still no connection. */
    void linkIsDown() {
        recoveries.linkIsDown(nanoTime.getAsLong());
    }

    /** Everything is subscribed: from now on this node hears what there is, even if nobody says anything. */
    void restored() {
        long now = nanoTime.getAsLong();
        lastHeard = now;
        recoveries.restored(now);
    }

    /** See {@link io.hubplane.backplane.Backplane#isBehind}. For any thread. */
    boolean isBehind() {
        return recoveries.isBehind(nanoTime.getAsLong());
    }

    /** Whether something is awaited, so that {@link #sweep} must be called more often than usual. */
    boolean awaits() {
        return recoveries.awaits();
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
        recoveries.forget(subscription.channel);
    }

    void received(byte[] channelName, byte[] message) {
        String channel = new String(channelName, StandardCharsets.UTF_8);
        Subscription subscription = subscriptions.find(channel);
        String origin = BackplaneStamp.origin(message);
        Receiver receiver = subscription == null ? null : subscription.receiver;
        Scope.Kind kind = receiver == null ? Scope.Kind.ALL : receiver.scope().kind();
        if (subscription == null || (nodeId.equals(origin) && !kind.comesBack())) {
            return;
        }
        if (!seal.accepts(kind, channelName, message)) {
            refusals.noticed(channel, nanoTime.getAsLong()); // before its number is used
            return;
        }
        if (origin != null && kind == Scope.Kind.HEARTBEATS && seal.vouches(message)) {
            recoveries.heard(nodeId.equals(origin) ? null : origin, nanoTime.getAsLong());
        }
        if (origin != null && kind.isNumbered() && seal.vouches(message)) {
            long now = nanoTime.getAsLong();
            lastHeard = now;
            if (subscription.permanent) {
                aboutNumbers(channel, origin, message, now);
                return;
            }
            ReceivedSequences sequences = subscription.sequences;
            long position = BackplaneStamp.sequence(message);
            long missing = sequences.message(origin, position, link, now);
            if (missing == ReceivedSequences.LATE) {
                LOGGER.log(Level.DEBUG, "A message on {0} was late or came twice; it is dropped", channel);
                return;
            }
            if ((missing > 0 || !recoveries.isIdle())
                    && recoveries.holds(origin, channel, sequences, position, missing, message, now)) {
                return;
            }
        }
        deliver(receiver, message);
    }

    private @Nullable Receiver receiver(String channel) {
        Subscription subscription = subscriptions.find(channel);
        return subscription == null ? null : subscription.receiver;
    }

    private void deliver(@Nullable Receiver receiver, byte[] message) {
        if (receiver == null) {
            return;
        }
        if (receiver.scope().kind().isNumbered()) {
            observer.backplaneReceived(message.length);
        }
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
        BackplaneResends resends = BackplaneResends.decode(message);
        if (resends instanceof Wanted wanted) {
            publisher.asked(origin, wanted);
        } else if (resends instanceof Resent resent) {
            List<Again> messages =
                    resent.messages().stream().filter(this::onlyDelivers).toList();
            recoveries.came(origin, new Resent(resent.id(), resent.more(), messages));
        }
    }

    /** Whoever is believed less than a node with the secret could otherwise make this one act in this way. */
    private boolean onlyDelivers(Again again) {
        Receiver receiver = receiver(again.channel());
        return receiver != null && BackplaneCodec.onlyDelivers(receiver.scope().kind(), again.message());
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
                    recoveries.told(
                            origin,
                            told.channel(),
                            subscription.sequences.told(origin, told, link, now, recoveries.deaf(now)),
                            now);
                }
            }
            recoveries.toldAll(origin, !all.more());
        }
    }

    /** Runs at every answer to a ping. */
    void sweep(long now) {
        lastHeard = now;
        recoveries.tick(now);
        gaps.logIfDue(now);
        refusals.logIfDue(now);
        if (now - lastSweep > SWEEP_INTERVAL) {
            lastSweep = now;
            for (Subscription subscription : subscriptions.all()) {
                subscription.sequences.dropIdle(now);
            }
        }
    }

    private final class Outlet implements RecoveryOutlet {
        @Override
        public void deliver(String channel, byte[] message) {
            SubscriptionInbox.this.deliver(receiver(channel), message);
        }

        @Override
        public void recovered(String channel, long messages) {
            observer.backplaneRecovered(channel, messages);
        }

        @Override
        public void lost(String origin, String channel, long messages) {
            gaps.noticed(channel, messages, nanoTime.getAsLong());
            Receiver receiver = receiver(channel);
            if (receiver != null) {
                tell(receiver, new LostMessages(receiver.scope(), origin, messages));
            }
        }

        private void tell(Receiver receiver, LostMessages lost) {
            try {
                receiver.subscriber().missed(lost);
            } catch (RuntimeException | Error e) {
                failures.warn(e);
            }
        }

        @Override
        public void ask(String origin, Wanted wanted) {
            publisher.ask(origin, wanted);
        }
    }
}
