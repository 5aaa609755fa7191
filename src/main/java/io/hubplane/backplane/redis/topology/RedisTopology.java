package io.hubplane.backplane.redis.topology;

import redis.clients.jedis.HostAndPort;

/**
 * Knows where the Redis for each partition of the channels is, and follows it when it moves. Where the channels are not
 * divided, there is one partition, 0.
 *
 * <p>Safe for any thread. {@link #locate} and {@link #look} ask Redis or its sentinels, and wait for each of them as long
 * as a connection attempt and an answer may take; {@link #close} makes them end at once.
 */
public interface RedisTopology extends AutoCloseable {
    /**
     * Where to connect to for a partition.
     *
     * @param partition the partition, from 0
     * @return where its Redis is now, as far as anybody knows
     * @throws redis.clients.jedis.exceptions.JedisException if nobody knows
     */
    HostAndPort locate(int partition);

    /**
     * A connection for a partition has failed, or could not be opened.
     *
     * @param partition the partition
     * @param cause why; may name another place
     */
    void failed(int partition, Throwable cause);

    /** Looks whether something has moved; afterwards {@link #isAt} knows. */
    void look();

    /**
     * Whether the Redis of a partition is still where a connection leads. Does not block.
     *
     * @param partition the partition
     * @param place what {@link #locate} returned for the connection
     * @return false if it is known to be elsewhere
     */
    boolean isAt(int partition, HostAndPort place);

    /**
     * Whether a Redis may turn out not to be the master although it was named, so that each connection must ask.
     *
     * @return whether it may
     */
    boolean isDoubtful();

    /** Asks nobody any more. */
    @Override
    void close();
}
