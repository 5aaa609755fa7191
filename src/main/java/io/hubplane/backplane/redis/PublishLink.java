package io.hubplane.backplane.redis;

import io.hubplane.backplane.sequence.PositionNews;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Uses the publishing connection: one pipeline after the other, and in between messages that the threads which made them
 * write themselves.
 *
 * <p>{@link #round} and {@link #keep} are for the publishing thread, the other methods are safe for any thread.
 */
final class PublishLink {
    private static final Logger LOGGER = System.getLogger(PublishLink.class.getName());

    private static final long NOT = Long.MIN_VALUE;

    private final String place;
    private final long pingInterval;
    private final long commandTimeout;
    private final PublishQueue queue;
    private final Pipeline pipeline;
    private final SubscriberQuestions questions;
    private final Resends resends;
    private final PositionNews news;
    private final LongSupplier nanoTime;
    private final ConnectionLoan<RedisConnection> loan = new ConnectionLoan<>();
    private final Consumer<RedisConnection> writeSmall = this::writeSmall;
    /** What the publishing thread uses or offers. */
    private volatile @Nullable RedisConnection current;
    /** Since when the publishing thread has been writing and reading, in nanoseconds; {@link #NOT} if it does not. */
    private volatile long busySince = NOT;

    PublishLink(
            RedisOptions options,
            PublishQueue queue,
            Pipeline pipeline,
            SubscriberQuestions questions,
            Resends resends,
            PositionNews news,
            LongSupplier nanoTime) {
        this.place = options.place();
        this.pingInterval = options.pingInterval().toNanos();
        this.commandTimeout = options.commandTimeout().toNanos();
        this.queue = queue;
        this.pipeline = pipeline;
        this.questions = questions;
        this.resends = resends;
        this.news = news;
        this.nanoTime = nanoTime;
    }

    /**
     * Waits until something is to be written or another thread has written, and reads the replies.
     *
     * @throws RuntimeException if the connection has failed
     */
    void round(RedisConnection connection) throws InterruptedException {
        current = connection;
        if (pipeline.isEmpty() && lend(connection)) {
            pipeline.readSmall(connection, loan.since());
            resends.dropOld(loan.since());
            return;
        }
        long now = nanoTime.getAsLong();
        busySince = now;
        try {
            pipeline.exchange(connection, now);
        } finally {
            busySince = NOT;
        }
    }

    /**
     * Waits until there is something to do.
     *
     * @return whether another thread has written to the connection; otherwise what waits is in the pipeline now
     */
    private boolean lend(RedisConnection connection) throws InterruptedException {
        if (isQuiet()) {
            loan.offer(connection, nanoTime.getAsLong());
            boolean quiet = isQuiet(); // again, since whoever found nothing offered has left it to this thread
            if (quiet) {
                connection.awaitReply();
            }
            if (loan.takeBack()) {
                return true;
            }
            if (quiet) {
                throw new JedisConnectionException("Redis sent something that nobody had asked for");
            }
        }
        queue.await(untilDue(nanoTime.getAsLong()));
        queue.moveTo(pipeline.messages(), Pipeline.MESSAGES, Pipeline.BYTES);
        return false;
    }

    /** Whether nothing waits, and nothing has to be done at a certain time. */
    private boolean isQuiet() {
        return queue.isQuiet() && untilDue(nanoTime.getAsLong()) == pingInterval;
    }

    /** How long until something other than a message is due, if only a ping; in nanoseconds. */
    private long untilDue(long now) {
        return questions.isEmpty() ? resends.wait(news.wait(pingInterval, now), now) : 0;
    }

    /** Nobody may use the connection any more. */
    void keep() {
        boolean unused = loan.takeBack();
        current = null;
    }

    /**
     * Writes what waits on the current thread, if nobody uses the connection. Otherwise the publishing thread writes it.
     *
     * @return whether nobody used the connection
     */
    boolean writeIfFree() {
        return loan.borrow(nanoTime.getAsLong(), writeSmall);
    }

    private void writeSmall(RedisConnection connection) {
        try {
            pipeline.writeSmall(connection, queue, loan.since());
        } catch (RuntimeException e) {
            connection.abandon(); // so the publishing thread fails, too, and goes on with the next connection
        }
    }

    /** Makes the publishing thread look for something to do. */
    void wake() {
        if (!writeIfFree()) {
            queue.wake();
        }
    }

    /**
     * Looks after the connection while the publishing thread cannot: Jedis has no time limit for writing, and the thread
     * waits without one for the reply to what others write. Called at least every {@link #watchInterval}.
     */
    void watch(long now) {
        RedisConnection watched = current;
        if (watched == null) {
            return;
        }
        long since = busySince;
        if (since != NOT && now - since > 2 * commandTimeout) {
            LOGGER.log(Level.WARNING, "Redis at {0} accepts no messages; closing the connection", place);
            watched.abandon();
        } else if (loan.isOverdue(now, commandTimeout)) {
            watched.abandon(); // the publishing thread logs the failure
        } else if (loan.isIdle(now, pingInterval)) {
            writeIfFree();
        }
    }

    /** How often {@link #watch} must be called, in nanoseconds. */
    long watchInterval() {
        return Math.min(pingInterval, commandTimeout / 2);
    }
}
