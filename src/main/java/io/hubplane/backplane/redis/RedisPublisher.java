package io.hubplane.backplane.redis;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneStamp;
import io.hubplane.observe.HubObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Publishes through one connection and one thread: whatever waits goes out as one pipeline, then the replies are read,
 * then the next. The thread also numbers the messages, so their numbers are in the order of the wire.
 *
 * <p>A message is tried once. While Redis is away messages fail at once; what had been written when it went away fails
 * too, delivered or not. All methods but {@link #run} are safe for any thread.
 */
final class RedisPublisher implements Runnable {
    private static final Logger LOGGER = System.getLogger(RedisPublisher.class.getName());
    /** Bounds how long the first message of a pipeline waits for the replies to the last. */
    private static final int PIPELINE_MESSAGES = 1024;

    private static final int PIPELINE_BYTES = 1 << 20;
    private static final long SWEEP_INTERVAL = TimeUnit.MINUTES.toNanos(1);

    private final RedisConnector connector;
    private final RedisOptions options;
    private final String nodeId;
    private final HubObserver observer;
    private final LongSupplier nanoTime;
    private final PublishSequences sequences = new PublishSequences();
    private final BlockingQueue<Publication> queue;
    /** Makes the thread look after the connection. Never published. */
    private final Publication wake = new Publication("", new byte[0]);

    private final LinkLog log;

    private volatile boolean away;
    private volatile @Nullable RedisConnection busy;
    private volatile long busySince;

    RedisPublisher(
            RedisConnector connector,
            RedisOptions options,
            String nodeId,
            HubObserver observer,
            LongSupplier nanoTime) {
        this.connector = connector;
        this.options = options;
        this.nodeId = nodeId;
        this.observer = observer;
        this.nanoTime = nanoTime;
        this.queue = new ArrayBlockingQueue<>(options.publishQueueMessages());
        this.log = new LinkLog("publishing", connector.place());
    }

    CompletionStage<Integer> publish(String channel, byte[] message) {
        if (!BackplaneStamp.hasRoom(message)) {
            throw new IllegalArgumentException("The message was not made by BackplaneCodec");
        }
        Publication publication = new Publication(channel, message);
        if (away) {
            sequences.skip(channel);
            fail(publication, awayException(null));
        } else if (!queue.offer(publication)) {
            sequences.skip(channel);
            fail(
                    publication,
                    new BackplaneException(options.publishQueueMessages()
                            + " messages wait to be published, as many as hubplane.redis.publish-queue-messages"
                            + " allows; the message is dropped"));
        } else if (connector.isClosed()) {
            failWaiting();
        }
        return publication.subscribed();
    }

    @Override
    public void run() {
        while (!connector.isClosed()) {
            RedisConnection connection = null;
            try {
                connection = connector.open();
                connector.proved();
                log.restored();
                away = false;
                publishWhileConnected(connection);
            } catch (RuntimeException | Error e) {
                lost(connection, e);
            }
        }
        failWaiting();
    }

    private void lost(@Nullable RedisConnection connection, Throwable cause) {
        away = true;
        if (connection != null) {
            connection.abandon();
        }
        failWaiting();
        if (!connector.isClosed()) {
            log.lost(cause);
            connector.pause();
            failWaiting();
        }
    }

    private void publishWhileConnected(RedisConnection connection) {
        Queue<Publication> pipeline = new ArrayDeque<>();
        long lastSweep = nanoTime.getAsLong();
        while (!connector.isClosed()) {
            Publication first = await();
            long now = nanoTime.getAsLong();
            if (first == null || first == wake) {
                connection.ping();
            } else {
                publish(connection, first, pipeline, now);
            }
            if (now - lastSweep > SWEEP_INTERVAL) {
                sequences.dropIdle(now);
                lastSweep = now;
            }
        }
    }

    private @Nullable Publication await() {
        try {
            return queue.poll(options.pingInterval().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            connector.close();
            return null;
        }
    }

    private void publish(RedisConnection connection, Publication first, Queue<Publication> pipeline, long now) {
        busySince = now;
        busy = connection;
        try {
            int bytes = 0;
            for (Publication next = first; next != null; ) {
                if (next != wake) {
                    pipeline.add(next);
                    BackplaneStamp.write(next.message(), nodeId, sequences.next(next.channel(), now));
                    connection.write(Command.PUBLISH, RedisConnection.utf8(next.channel()), next.message());
                    bytes += next.message().length;
                }
                next = pipeline.size() < PIPELINE_MESSAGES && bytes < PIPELINE_BYTES ? queue.poll() : null;
            }
            connection.flush();
            while (!pipeline.isEmpty()) {
                readReply(connection, pipeline);
            }
        } catch (RuntimeException | Error e) {
            for (Publication publication : pipeline) {
                fail(publication, awayException(e));
            }
            throw e;
        } finally {
            pipeline.clear();
            busy = null;
        }
    }

    private void readReply(RedisConnection connection, Queue<Publication> pipeline) {
        Publication publication = pipeline.element();
        try {
            long subscribed = (Long) connection.read();
            pipeline.remove();
            observer.backplanePublished(publication.message().length);
            publication.subscribed().complete((int) subscribed);
        } catch (JedisDataException e) {
            pipeline.remove();
            fail(publication, new BackplaneException("Redis refused the message: " + e.getMessage(), e));
        }
    }

    /** Makes the thread see whether its connection still lives, when there is reason to doubt it. */
    void check() {
        // When the queue is full the thread finds out anyway.
        boolean unused = queue.offer(wake);
    }

    /** Ends a connection that takes no bytes: Jedis has no time limit for writing. */
    void giveUpIfStuck(long now) {
        RedisConnection connection = busy;
        if (connection != null && now - busySince > 2 * options.commandTimeout().toNanos()) {
            LOGGER.log(Level.WARNING, "Redis at {0} takes no messages; closing the connection", connector.place());
            connection.abandon();
        }
    }

    /** Makes the thread end soon. */
    void close() {
        connector.close();
        check();
    }

    /** Fails all that wait to be published. */
    void failWaiting() {
        boolean woken = false;
        BackplaneException cause =
                connector.isClosed() ? new BackplaneException("The backplane is closed") : awayException(null);
        for (Publication next = queue.poll(); next != null; next = queue.poll()) {
            if (next == wake) {
                woken = true;
            } else {
                sequences.skip(next.channel());
                fail(next, cause);
            }
        }
        if (woken) {
            check();
        }
    }

    private void fail(Publication publication, BackplaneException cause) {
        observer.backplanePublishFailed();
        publication.subscribed().completeExceptionally(cause);
    }

    private BackplaneException awayException(@Nullable Throwable cause) {
        String text = "Redis at " + connector.place() + " is away; other nodes miss the message";
        return cause == null ? new BackplaneException(text) : new BackplaneException(text, cause);
    }
}
