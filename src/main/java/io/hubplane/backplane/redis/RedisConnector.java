package io.hubplane.backplane.redis;

import io.hubplane.backplane.redis.topology.Backoff;
import io.hubplane.backplane.redis.topology.OnceSocketFactory;
import io.hubplane.backplane.redis.topology.Partition;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Opens connections for one loop, one after the other, and can be closed at any time. {@link #close} and
 * {@link #isClosed} are safe for any thread, the other methods are for the loop's thread.
 */
final class RedisConnector {
    private final RedisOptions options;
    private final Partition partition;
    private final JedisClientConfig config;
    private final Backoff backoff = new Backoff();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Link current;
    /** How Redis identifies the last connection. */
    private RedisConnection.@Nullable Client predecessor;
    /** Where that Redis is. */
    private @Nullable HostAndPort before;

    /** A connection, or what will be one, and where it leads. */
    private record Link(OnceSocketFactory socket, HostAndPort place) {}

    /**
     * Makes the connector of a loop.
     *
     * @param partition of which the loop carries the channels
     * @param clientName how Redis's list of clients calls the loop's connections
     */
    RedisConnector(RedisOptions options, Partition partition, String clientName) {
        this.options = options;
        this.partition = partition;
        this.config = options.toAccess().config(clientName);
    }

    /**
     * Opens a connection, logs in, checks that Redis serves it, and makes Redis end the previous connection.
     *
     * @throws redis.clients.jedis.exceptions.JedisDataException if Redis refuses
     * @throws JedisConnectionException if it cannot be reached
     */
    RedisConnection open() {
        HostAndPort place = partition.locate();
        OnceSocketFactory socket = new OnceSocketFactory(new DefaultJedisSocketFactory(place, config));
        current = new Link(socket, place);
        if (isClosed()) {
            throw new JedisConnectionException("Closed");
        }
        RedisConnection connection = new RedisConnection(socket, config);
        try {
            // Without a password in the URI, no command was sent to Redis so far, so it could not refuse.
            connection.ping();
            if (partition.topology().isDoubtful()) {
                connection.requireMaster();
            }
            predecessor = connection.replace(place.equals(before) ? predecessor : null);
            before = place;
        } catch (RuntimeException e) {
            connection.abandon();
            throw e;
        }
        return connection;
    }

    /** A connection has failed, or could not be opened. */
    void failed(Throwable cause) {
        partition.failed(cause);
    }

    /** Ends the connection if it leads to where Redis is known not to be any more. Safe for any thread. */
    void follow() {
        Link link = current;
        if (link != null && !partition.isAt(link.place())) {
            link.socket().close();
        }
    }

    String place() {
        return options.place();
    }

    /**
     * How long to pause before the next attempt, in nanoseconds; 0 if this is the first attempt since a connection
     * proved to work.
     */
    long nextPause() {
        return backoff.next();
    }

    /** Waits before the next attempt; ends at once when closed. */
    void pause(long nanos) {
        boolean unused = pauseOpen(nanos);
    }

    /** Waits, and returns whether it is still open; ends at once when closed. */
    boolean pauseOpen(long nanos) {
        try {
            return !closed.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // An interrupt means that the thread should end.
            Thread.currentThread().interrupt();
            close();
            return false;
        }
    }

    /** The connection works: the next attempt may follow at once. */
    void proved() {
        backoff.reset();
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    void close() {
        closed.countDown();
        Link link = current;
        if (link != null) {
            link.socket().close();
        }
    }
}
