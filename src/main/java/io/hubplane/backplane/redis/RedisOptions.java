package io.hubplane.backplane.redis;

import io.hubplane.backplane.redis.topology.RedisAccess;
import io.hubplane.backplane.redis.topology.RedisAccessOptions;
import io.hubplane.backplane.redis.topology.RedisAddress;
import io.hubplane.backplane.redis.topology.RedisForm;
import io.hubplane.backplane.sequence.ResendOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * How to reach the Redis of the backplane.
 *
 * @param uri where it is, see {@link RedisAddress}
 * @param channelPrefix put before every channel's name, so that several applications can share one Redis; may be empty
 * @param connectTimeout how long a connection attempt may take, 1 ms to 24 h; default 2 s
 * @param commandTimeout how long Redis may take to answer, 1 ms to 24 h; default 2 s
 * @param pingInterval how often the subscribed connection is pinged, 1 ms to 24 h; default 3 s. It is replaced when
 *     nothing has come for three intervals
 * @param publish what may wait to be published
 * @param resend what is kept for nodes that lose it on the way
 * @param access how what is there is used
 */
public record RedisOptions(
        URI uri,
        String channelPrefix,
        Duration connectTimeout,
        Duration commandTimeout,
        Duration pingInterval,
        PublishOptions publish,
        ResendOptions resend,
        RedisAccessOptions access) {
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
        Objects.requireNonNull(publish);
        Objects.requireNonNull(resend);
        access.requireFor(RedisAddress.of(uri));
    }

    /**
     * The options of a Redis that needs no certificate of the node, and has one that Java trusts if it has any.
     *
     * @param uri see above, like the others
     */
    public RedisOptions(
            URI uri,
            String channelPrefix,
            Duration connectTimeout,
            Duration commandTimeout,
            Duration pingInterval,
            PublishOptions publish,
            ResendOptions resend) {
        this(
                uri,
                channelPrefix,
                connectTimeout,
                commandTimeout,
                pingInterval,
                publish,
                resend,
                RedisAccessOptions.DEFAULTS);
    }

    /**
     * Whether it is a Cluster.
     *
     * @return whether it is
     */
    public boolean isCluster() {
        return RedisAddress.of(uri).form() == RedisForm.CLUSTER;
    }

    /** How connections are opened. */
    RedisAccess toAccess() {
        return new RedisAccess(RedisAddress.of(uri), access, connectTimeout, commandTimeout);
    }

    /**
     * Checks that a URI is the address of a Redis.
     *
     * @param uri any URI
     * @throws IllegalArgumentException if it does not; the message does not show a password
     */
    public static void requireAddress(URI uri) {
        try {
            RedisAddress.of(uri);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("hubplane.redis.uri is " + masked(uri) + ", must be "
                    + RedisAddress.SYNTAX + ", " + RedisAddress.OTHER_SYNTAX + ", or the same with rediss for TLS");
        }
    }

    private static void requireMilliseconds(String name, Duration duration) {
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " is " + duration + ", must be 1 ms to 24 h");
        }
    }

    /**
     * Where Redis is, for the log.
     *
     * @return the URI without its password
     */
    public String place() {
        return masked(uri);
    }

    private static String masked(URI uri) {
        // Up to the last @, so that a password that should have been encoded is not shown either.
        return uri.toString().replaceFirst("//([^/@:]*:)?.*@", "//$1***@");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "RedisOptions[uri=" + place() + ", channelPrefix=" + channelPrefix + ", connectTimeout=" + connectTimeout
                + ", commandTimeout=" + commandTimeout + ", pingInterval=" + pingInterval + ", publish=" + publish
                + ", resend=" + resend + ", access=" + access + "]";
    }

    /**
     * The default options for an address.
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
                PublishOptions.DEFAULTS,
                ResendOptions.DEFAULTS);
    }
}
