package io.hubplane.backplane.redis;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * How the Redis of the backplane is reached.
 *
 * @param uri where it is: {@code redis://} or {@code rediss://}, {@code [user][:password]@host[:port][/database]}
 * @param channelPrefix put before every channel's name, so that several applications can share one Redis; may be empty
 * @param connectTimeout how long a connection attempt may take; default 2 s
 * @param commandTimeout how long Redis may take to answer; default 2 s
 * @param pingInterval how often the subscribed connection is tried; default 3 s. It is given up when nothing came for
 *     three intervals
 * @param publishQueueMessages how many messages may wait to be published, 1 to 2^31-1; default 65,536
 */
public record RedisOptions(
        URI uri,
        String channelPrefix,
        Duration connectTimeout,
        Duration commandTimeout,
        Duration pingInterval,
        int publishQueueMessages) {
    public RedisOptions {
        Objects.requireNonNull(uri);
        Objects.requireNonNull(channelPrefix);
        Objects.requireNonNull(connectTimeout);
        Objects.requireNonNull(commandTimeout);
        Objects.requireNonNull(pingInterval);
        if (publishQueueMessages < 1) {
            throw new IllegalArgumentException(
                    "publishQueueMessages is " + publishQueueMessages + ", must be at least 1");
        }
    }

    /**
     * The options where only the place is configured.
     *
     * @param uri where Redis is
     * @param channelPrefix put before every channel's name
     * @return the options
     */
    public static RedisOptions of(URI uri, String channelPrefix) {
        return new RedisOptions(
                uri, channelPrefix, Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(3), 65_536);
    }
}
