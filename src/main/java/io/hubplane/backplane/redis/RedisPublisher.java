package io.hubplane.backplane.redis;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneResends.Wanted;
import io.hubplane.backplane.BackplaneStamp;
import io.hubplane.backplane.MessageSeal;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.redis.PublishQueue.EnqueueResult;
import io.hubplane.backplane.sequence.PositionNews;
import io.hubplane.backplane.sequence.PublishSequences;
import io.hubplane.backplane.sequence.SentMessages;
import io.hubplane.observe.BackplaneCounts;
import java.lang.System.Logger;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes through one connection: everything that waits goes out as one {@link Pipeline}, then the replies are read,
 * then the next pipeline follows. One thread does this; when it has nothing to do, it lends the connection to the thread
 * that has the next message.
 *
 * <p>When the connection breaks, another one is opened at once and continues with what waits. If that fails, Redis is
 * away: until it is back, messages wait in the {@link OutageBuffer} or fail at once. All methods but {@link #run} are
 * safe for any thread.
 */
final class RedisPublisher implements Runnable {
    private static final Logger LOGGER = System.getLogger(RedisPublisher.class.getName());
    private static final long SWEEP_INTERVAL = TimeUnit.MINUTES.toNanos(1);
    /**
     * How far back the channels used before a connection broke are reported again: their messages may have gone to a
     * Redis that had already failed. In nanoseconds.
     */
    private static final long DOUBTFUL = TimeUnit.SECONDS.toNanos(15);

    private final RedisConnector connector;
    private final RedisOptions options;
    private final BackplaneCounts observer;
    private final LongSupplier nanoTime;
    private final PublishSequences sequences = new PublishSequences();
    private final PositionNews news;
    private final PublishQueue queue;
    private final SubscriberQuestions questions;
    private final Resends resends;
    private final Pipeline pipeline;
    private final PublishLink link;
    private final OutageBuffer outage;
    private final Audience audience;
    private final PublishErrors errors;
    private final LinkLog log;
    private final PacedLog lateLog;

    private volatile boolean away;

    RedisPublisher(
            RedisConnector connector,
            RedisOptions options,
            RedisChannels channels,
            String nodeId,
            MessageSeal seal,
            BooleanSupplier receiving,
            BackplaneCounts observer,
            LongSupplier nanoTime) {
        this.connector = connector;
        this.options = options;
        this.observer = observer;
        this.nanoTime = nanoTime;
        this.news = new PositionNews(sequences);
        PublishOptions limits = options.publish();
        this.queue = new PublishQueue(limits.queueMessages(), limits.queueBytes());
        this.questions = new SubscriberQuestions(channels, limits.queueMessages(), limits.queueBytes());
        this.resends = new Resends(channels, nodeId, new SentMessages(options.resend()));
        this.audience = new Audience(connector::pauseOpen, receiving, nanoTime);
        this.pipeline =
                new Pipeline(nodeId, seal, channels, sequences, news, questions, resends, audience, observer, nanoTime);
        this.link = new PublishLink(options, queue, pipeline, questions, resends, news, nanoTime);
        this.outage = new OutageBuffer(limits, pipeline, queue);
        this.errors = new PublishErrors(connector.place(), limits);
        this.log = new LinkLog("publishing", connector.place());
        this.lateLog = new PacedLog(
                LOGGER,
                TimeUnit.SECONDS.toNanos(1),
                "{0} messages waited for Redis for longer than hubplane.redis.outage-time allows and were dropped, the last"
                        + " ones for {1}");
    }

    CompletionStage<Void> publish(String channel, Scope.Kind kind, byte[] message) {
        if (!BackplaneStamp.hasRoom(message)) {
            throw new IllegalArgumentException("The message was not made by BackplaneCodec");
        }
        Publication publication = new Publication(channel, kind, message);
        boolean waits = away;
        if (waits && !outage.takes(publication)) {
            drop(publication, errors.missed(null));
            return publication.taken();
        }
        EnqueueResult result = waits ? outage.offer(publication, nanoTime.getAsLong()) : queue.offer(publication);
        if (result != EnqueueResult.TAKEN) {
            drop(publication, errors.refused(result, message.length, waits));
        } else if (connector.isClosed()) {
            failWaiting();
        } else {
            link.writeIfFree();
        }
        return publication.taken();
    }

    CompletionStage<Boolean> hasSubscriber(String channel) {
        if (away) {
            return CompletableFuture.failedFuture(errors.unanswered(null));
        }
        CompletionStage<Boolean> answer = questions.ask(channel);
        if (connector.isClosed()) {
            failWaiting();
        } else {
            link.wake();
        }
        return answer;
    }

    @Override
    public void run() {
        while (!connector.isClosed()) {
            RedisConnection connection = null;
            try {
                connection = connector.open();
                log.restored();
                if (away) {
                    RedisConnection back = connection;
                    audience.awaitReturn(() -> pipeline.countListening(back));
                    away = false;
                }
                news.hasten();
                queue.wake(); // there may be questions to ask again
                publishWhileConnected(connection);
            } catch (RuntimeException | Error e) {
                lost(connection, e);
            }
        }
        fail(pipeline.clear(), null);
        questions.failAll(PublishErrors.closed());
        failWaiting();
    }

    private void publishWhileConnected(RedisConnection connection) {
        try {
            long lastSweep = nanoTime.getAsLong();
            while (!connector.isClosed()) {
                link.round(connection);
                connector.proved();
                long now = nanoTime.getAsLong();
                if (now - lastSweep > SWEEP_INTERVAL) {
                    sequences.dropIdle(now);
                    lastSweep = now;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            connector.close();
        } finally {
            link.keep();
        }
    }

    private void lost(@Nullable RedisConnection connection, Throwable cause) {
        long now = nanoTime.getAsLong();
        if (connection != null) {
            connection.abandon();
            news.tell(now - DOUBTFUL);
        }
        if (connector.isClosed()) {
            return;
        }
        connector.failed(cause);
        log.lost(cause);
        long pause = connector.nextPause();
        if (pause == 0) {
            failDoubtful(cause);
            return;
        }
        away = true;
        audience.away();
        keepWaiting(cause);
        connector.pause(pause);
        keepWaiting(cause);
    }

    private void failDoubtful(Throwable cause) {
        for (Publication unknown : pipeline.doubtful(options.publish().again())) {
            failUnknown(unknown, cause);
        }
    }

    /** While Redis is away: keeps what may wait, and fails the rest and what has waited too long. */
    private void keepWaiting(Throwable cause) {
        failDoubtful(cause);
        questions.failAll(errors.unanswered(cause));
        long now = nanoTime.getAsLong();
        fail(outage.keep(now), cause);
        List<Publication> late = outage.takeLate(now);
        fail(late, cause);
        for (Publication each : late) {
            lateLog.noticed(each.channel(), 1, now);
        }
        lateLog.logIfDue(now);
    }

    /** Makes the thread check whether its connection is still alive, when there is reason to doubt it. */
    void check() {
        link.wake();
    }

    /** Tells other nodes which channels this one has used since a time, in nanoseconds. */
    void tell(long since) {
        news.tell(since);
        link.wake();
    }

    /** Asks other nodes what they have published; this one may have received nothing since a time, in nanoseconds. */
    void ask(long deafSince) {
        news.ask(deafSince);
        link.wake();
    }

    /** Another node asks for messages that it misses. */
    void asked(String node, Wanted wanted) {
        resends.asked(node, wanted);
        link.wake();
    }

    /** Asks another node for messages that this one misses. */
    void ask(String node, Wanted wanted) {
        resends.ask(node, wanted);
        link.wake();
    }

    /** Looks after the connection, see {@link PublishLink#watch}. */
    void watch(long now) {
        link.watch(now);
    }

    /** How often {@link #watch} must be called, in nanoseconds. */
    long watchInterval() {
        return link.watchInterval();
    }

    /** Whether Redis is away, as far as is known. */
    boolean isAway() {
        return away;
    }

    /** How much waits to be published. */
    PublishQueue.Waiting waiting() {
        return queue.waiting();
    }

    /** Ends the connection if it leads to where Redis is known not to be any more. */
    void follow() {
        connector.follow();
    }

    /** Makes the thread end soon. */
    void close() {
        connector.close();
        check();
    }

    /** Fails all messages that wait to be published, and all questions that wait to be asked. */
    void failWaiting() {
        fail(queue.clear(), null);
        questions.failWaiting(PublishErrors.closed());
    }

    private void fail(List<Publication> publications, @Nullable Throwable cause) {
        for (Publication left : publications) {
            if (left.wasWritten()) {
                failUnknown(left, cause);
            } else {
                drop(left, connector.isClosed() ? PublishErrors.closed() : errors.missed(cause));
            }
        }
    }

    private void failUnknown(Publication publication, @Nullable Throwable cause) {
        if (!publication.goesWithoutNumber()) {
            long now = nanoTime.getAsLong();
            sequences.lost(publication, now);
            news.tell(now);
        }
        fail(publication, errors.unknown(cause));
    }

    /** Fails a message that was not published. */
    private void drop(Publication publication, BackplaneException cause) {
        if (!publication.goesWithoutNumber()) {
            long now = nanoTime.getAsLong();
            sequences.skip(publication.channel(), now);
            news.tell(now);
        }
        fail(publication, cause);
    }

    private void fail(Publication publication, BackplaneException cause) {
        if (!publication.goesWithoutNumber()) {
            observer.backplanePublishFailed();
        }
        publication.fail(cause);
    }
}
