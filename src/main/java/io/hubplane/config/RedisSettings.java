package io.hubplane.config;

import static io.hubplane.config.Setting.withDefault;
import static io.hubplane.config.Setting.withoutDefault;
import static io.hubplane.config.ValueType.choice;
import static io.hubplane.config.ValueType.duration;
import static io.hubplane.config.ValueType.durationUpTo;
import static io.hubplane.config.ValueType.integer;
import static io.hubplane.config.ValueType.text;

import io.hubplane.backplane.redis.PublishOptions;
import io.hubplane.backplane.redis.RedisOptions;
import io.hubplane.backplane.redis.topology.RedisAccessOptions;
import io.hubplane.backplane.redis.topology.RedisAccessOptions.Store;
import io.hubplane.backplane.sequence.ResendOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings of how nodes reach each other through Redis. */
final class RedisSettings {
    private static final int MOST = Integer.MAX_VALUE;
    private static final RedisOptions REDIS = RedisOptions.of(URI.create("redis://localhost"), "");

    /** Where Redis is. Without it the node runs alone. */
    static final Setting<URI> REDIS_URI = withoutDefault("redis.uri", RedisUri.TYPE);

    /** Put before every channel's name. */
    static final Setting<String> REDIS_CHANNEL_PREFIX = withDefault(
            "redis.channel-prefix",
            text("up to 200 characters, no control characters", Pattern.compile("\\P{Cntrl}{0,200}")),
            REDIS.channelPrefix());

    /** Whether nodes of ASP.NET Core share the Redis. */
    static final Setting<RedisInterop> REDIS_INTEROP =
            withDefault("redis.interop", choice(RedisInterop.class), RedisInterop.NONE);

    /** A file with the certificates that may vouch for Redis. */
    static final Setting<Path> REDIS_TRUST_STORE = withoutDefault("redis.trust-store", ValueType.file());

    /** What opens it. */
    static final Setting<String> REDIS_TRUST_STORE_PASSWORD = withoutDefault("redis.trust-store-password", password());

    /** A file with the node's own certificate and its key. */
    static final Setting<Path> REDIS_KEY_STORE = withoutDefault("redis.key-store", ValueType.file());

    /** What opens it. */
    static final Setting<String> REDIS_KEY_STORE_PASSWORD = withoutDefault("redis.key-store-password", password());

    /** The user for the sentinels. */
    static final Setting<String> REDIS_SENTINEL_USER =
            withoutDefault("redis.sentinel-user", text("a text", Pattern.compile("\\P{Cntrl}+")));

    /** The password for the sentinels. */
    static final Setting<String> REDIS_SENTINEL_PASSWORD = withoutDefault("redis.sentinel-password", password());

    /** Into how many parts the channels of a Cluster are divided. */
    static final Setting<Integer> REDIS_CLUSTER_PARTITIONS = withDefault(
            "redis.cluster-partitions",
            integer("partitions", 1, RedisAccessOptions.MOST_PARTITIONS),
            REDIS.access().partitions());

    /** How long a connection attempt may take. */
    static final Setting<Duration> REDIS_CONNECT_TIMEOUT =
            withDefault("redis.connect-timeout", duration(), REDIS.connectTimeout());

    /** How long Redis may take to answer. */
    static final Setting<Duration> REDIS_COMMAND_TIMEOUT =
            withDefault("redis.command-timeout", duration(), REDIS.commandTimeout());

    /** How often the subscribed connection is pinged. */
    static final Setting<Duration> REDIS_PING_INTERVAL =
            withDefault("redis.ping-interval", duration(), REDIS.pingInterval());

    /** How many messages may wait to be published. */
    static final Setting<Integer> REDIS_PUBLISH_QUEUE_MESSAGES = withDefault(
            "redis.publish-queue-messages", integer("messages", 1, MOST), PublishOptions.DEFAULTS.queueMessages());

    /** How many bytes they may have in total. */
    static final Setting<Integer> REDIS_PUBLISH_QUEUE_BYTES = withDefault(
            "redis.publish-queue-bytes",
            integer("bytes", PublishOptions.LEAST_QUEUE_BYTES, MOST),
            PublishOptions.DEFAULTS.queueBytes());

    /** How many bytes may wait to be published while Redis is away. */
    static final Setting<Integer> REDIS_OUTAGE_BUFFER =
            withDefault("redis.outage-buffer", integer("bytes", 0, MOST), PublishOptions.DEFAULTS.outageBytes());

    /** How long they may wait. */
    static final Setting<Duration> REDIS_OUTAGE_TIME =
            withDefault("redis.outage-time", duration(), PublishOptions.DEFAULTS.outageTime());

    /** How many published bytes are kept for nodes that lose them. */
    static final Setting<Integer> REDIS_RESEND_BUFFER =
            withDefault("redis.resend-buffer", integer("bytes", 0, MOST), ResendOptions.DEFAULTS.bytes());

    /** How long they are kept. */
    static final Setting<Duration> REDIS_RESEND_TIME =
            withDefault("redis.resend-time", durationUpTo(ResendOptions.LONGEST), ResendOptions.DEFAULTS.time());

    /** Whether nodes of ASP.NET Core share the Redis. */
    static boolean isSharedWithAspNetCore(SettingValues values) {
        return values.get(REDIS_INTEROP) == RedisInterop.ASPNETCORE;
    }

    /** The configured options; empty if the node runs alone. */
    static Optional<RedisOptions> read(SettingValues values) {
        try {
            return values.find(REDIS_URI).map(uri -> options(uri, values));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(List.of(String.valueOf(e.getMessage())));
        }
    }

    private static RedisOptions options(URI uri, SettingValues values) {
        RedisOptions options = new RedisOptions(
                uri,
                values.get(REDIS_CHANNEL_PREFIX),
                values.get(REDIS_CONNECT_TIMEOUT),
                values.get(REDIS_COMMAND_TIMEOUT),
                values.get(REDIS_PING_INTERVAL),
                new PublishOptions(
                        values.get(REDIS_PUBLISH_QUEUE_MESSAGES),
                        values.get(REDIS_PUBLISH_QUEUE_BYTES),
                        values.get(REDIS_OUTAGE_BUFFER),
                        values.get(REDIS_OUTAGE_TIME),
                        !isSharedWithAspNetCore(values)),
                new ResendOptions(values.get(REDIS_RESEND_BUFFER), values.get(REDIS_RESEND_TIME)),
                new RedisAccessOptions(
                        store(values, REDIS_TRUST_STORE, REDIS_TRUST_STORE_PASSWORD),
                        store(values, REDIS_KEY_STORE, REDIS_KEY_STORE_PASSWORD),
                        values.find(REDIS_SENTINEL_USER).orElse(null),
                        values.find(REDIS_SENTINEL_PASSWORD).orElse(null),
                        values.get(REDIS_CLUSTER_PARTITIONS)));
        if (options.isCluster() && isSharedWithAspNetCore(values)) {
            throw new IllegalArgumentException("hubplane.redis.interop is aspnetcore, which a Cluster does not allow:"
                    + " nodes of ASP.NET Core do not use the channels of its slots. Use one Redis, or Sentinel");
        }
        return options;
    }

    private static @Nullable Store store(SettingValues values, Setting<Path> file, Setting<String> password) {
        return values.find(file)
                .map(path -> new Store(path, values.find(password).orElse("")))
                .orElse(null);
    }

    private static ValueType<String> password() {
        return ValueType.secret(1, Function.identity());
    }

    private RedisSettings() {}
}
