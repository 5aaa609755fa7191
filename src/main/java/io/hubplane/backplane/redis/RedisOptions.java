package io.hubplane.backplane.redis;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * How the Redis of the backplane is reached.
 *
 * @param uri where it is: {@code redis[s]://[[user]:password@]host[:port][/database]}. The database is selected, though
 *     publications are seen in all of them
 * @param channelPrefix put before every channel's name, so that several applications can share one Redis; may be empty
 * @param connectTimeout how long a connection attempt may take, 1 ms to 24 h; default 2 s
 * @param commandTimeout how long Redis may take to answer, 1 ms to 24 h; default 2 s
 * @param pingInterval how often the subscribed connection is tried, 1 ms to 24 h; default 3 s. It is given up when nothing came for
 *     three intervals
 * @param publishQueueMessages how many messages may wait to be published, 1 to 2^31-1; default 65,536
 * @param publishQueueBytes how many bytes they may have, with about 128 for each message, 1,024 to 2^31-1; default 32 MiB,
 *     which is 65,536 messages of 512 bytes, and what Redis lets a subscriber's output buffer have: a message that is
 *     larger by itself, which is not taken, would have Redis cut off each node that subscribed
 * @param publishAgain whether what Redis has not answered when a connection breaks is published again by the next one;
 *     other Hubplane nodes drop what they have had, those of ASP.NET Core do not
 */
public record RedisOptions(
        URI uri,
        String channelPrefix,
        Duration connectTimeout,
        Duration commandTimeout,
        Duration pingInterval,
        int publishQueueMessages,
        int publishQueueBytes,
        boolean publishAgain) {
    /** The fewest bytes the publish queue can be given. */
    public static final int LEAST_QUEUE_BYTES = 1024;

    private static final int DEFAULT_QUEUE_MESSAGES = 65_536;
    private static final int DEFAULT_QUEUE_BYTES = 32 << 20;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(24);

    public RedisOptions {
        Objects.requireNonNull(uri);
        Objects.requireNonNull(channelPrefix);
        String userInfo = uri.getRawUserInfo();
        if (RedisAddress.isOfRedis(uri) && userInfo != null && userInfo.indexOf(':') < 0) {
            throw new IllegalArgumentException("hubplane.redis.uri names a user without a password; write"
                    + " redis://user:password@host, or redis://:password@host for the default user");
        }
        requireAddress(uri);
        requireMilliseconds("connectTimeout", connectTimeout);
        requireMilliseconds("commandTimeout", commandTimeout);
        requireMilliseconds("pingInterval", pingInterval);
        if (publishQueueMessages < 1) {
            throw new IllegalArgumentException(
                    "publishQueueMessages is " + publishQueueMessages + ", must be at least 1");
        }
        if (publishQueueBytes < LEAST_QUEUE_BYTES) {
            throw new IllegalArgumentException(
                    "publishQueueBytes is " + publishQueueBytes + ", must be at least " + LEAST_QUEUE_BYTES);
        }
    }

    /**
     * Checks that a URI says where a Redis is.
     *
     * @param uri any URI
     * @throws IllegalArgumentException if it does not; the message does not show a password
     */
    public static void requireAddress(URI uri) {
        try {
            RedisAddress.of(uri);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "hubplane.redis.uri is " + masked(uri) + ", must be " + RedisAddress.SYNTAX + " or rediss://…");
        }
    }

    private static void requireMilliseconds(String name, Duration duration) {
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " is " + duration + ", must be 1 ms to 24 h");
        }
    }

    /**
     * Where Redis is, fit for a log.
     *
     * @return the URI without its password
     */
    public String place() {
        return masked(uri);
    }

    private static String masked(URI uri) {
        // Up to the last @: a password that should have been encoded is not shown either.
        return uri.toString().replaceFirst("//([^/@:]*:)?.*@", "//$1***@");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "RedisOptions[uri=" + place() + ", channelPrefix=" + channelPrefix + ", connectTimeout=" + connectTimeout
                + ", commandTimeout=" + commandTimeout + ", pingInterval=" + pingInterval + ", publishQueueMessages="
                + publishQueueMessages + ", publishQueueBytes=" + publishQueueBytes + ", publishAgain=" + publishAgain
                + "]";
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
                uri,
                channelPrefix,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                DEFAULT_QUEUE_MESSAGES,
                DEFAULT_QUEUE_BYTES,
                true);
    }
}
