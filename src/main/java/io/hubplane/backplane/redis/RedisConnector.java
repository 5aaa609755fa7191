package io.hubplane.backplane.redis;

import io.hubplane.backplane.redis.topology.OnceSocketFactory;
import io.hubplane.backplane.redis.topology.RedisAccess;
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
    private final HostAndPort address;
    private final JedisClientConfig config;
    private final Backoff backoff = new Backoff();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable OnceSocketFactory current;
    /** How Redis identifies the last connection. */
    private RedisConnection.@Nullable Client predecessor;

    RedisConnector(RedisOptions options, String clientName) {
        this.options = options;
        RedisAccess access = options.toAccess();
        this.address = new HostAndPort(access.address().host(), access.address().port());
        this.config = access.config(clientName);
    }

    /**
     * Opens a connection, logs in, checks that Redis serves it, and makes Redis end the previous connection.
     *
     * @throws redis.clients.jedis.exceptions.JedisDataException if Redis refuses
     * @throws JedisConnectionException if it cannot be reached
     */
    RedisConnection open() {
        OnceSocketFactory socket = new OnceSocketFactory(new DefaultJedisSocketFactory(address, config));
        current = socket;
        if (isClosed()) {
            throw new JedisConnectionException("Closed");
        }
        RedisConnection connection = new RedisConnection(socket, config);
        try {
            // Without a password in the URI, no command was sent to Redis so far, so it could not refuse.
            connection.ping();
            predecessor = connection.replace(predecessor);
        } catch (RuntimeException e) {
            connection.abandon();
            throw e;
        }
        return connection;
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
        try {
            closed.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // An interrupt means that the thread should end.
            Thread.currentThread().interrupt();
            close();
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
        OnceSocketFactory socket = current;
        if (socket != null) {
            socket.close();
        }
    }
}
