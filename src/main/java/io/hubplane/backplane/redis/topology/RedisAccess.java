package io.hubplane.backplane.redis.topology;

import io.hubplane.backplane.redis.topology.RedisAccessOptions.Store;
import java.time.Duration;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/**
 * How connections are opened: login, TLS, time-outs. Immutable.
 *
 * <p>They speak RESP2: a subscribed connection then answers everything with plain arrays, and servers that know nothing
 * else ({@code HELLO} came with Redis 6) are not asked for more.
 *
 * @param address where Redis is
 * @param options what it and the node prove to each other
 * @param connectTimeout how long a connection attempt may take, 1 ms to 24 h
 * @param commandTimeout how long Redis may take to answer, 1 ms to 24 h
 */
public record RedisAccess(
        RedisAddress address, RedisAccessOptions options, Duration connectTimeout, Duration commandTimeout) {

    /**
     * Makes what knows where the Redis for each partition is.
     *
     * @param partitions the partitions; only a Cluster has several
     * @return the topology, which has asked nobody yet
     */
    public RedisTopology topology(Partitions partitions) {
        return switch (address.form()) {
            case STANDALONE -> new FixedPlace(address.hosts().get(0));
            case SENTINEL -> new SentinelTopology(address.master(), new Guides(address.hosts(), sentinelConfig()));
            case CLUSTER -> new ClusterTopology(partitions, new Guides(address.hosts(), config("hubplane-topology")));
        };
    }

    /**
     * The configuration of a connection to Redis.
     *
     * @param clientName how Redis's list of clients calls it
     * @return the configuration
     */
    public JedisClientConfig config(String clientName) {
        return builder()
                .user(address.user())
                .password(address.password())
                .database(address.database()) // for 0, the usual one, no command is sent
                .clientName(clientName)
                .build();
    }

    /** The configuration of a connection to a sentinel. */
    private JedisClientConfig sentinelConfig() {
        return builder()
                .user(options.sentinelUser())
                .password(options.sentinelPassword())
                .build();
    }

    private DefaultJedisClientConfig.Builder builder() {
        DefaultJedisClientConfig.Builder builder = DefaultJedisClientConfig.builder()
                .serverDefaultProtocol() // RESP2, without asking
                .connectionTimeoutMillis((int) connectTimeout.toMillis())
                .socketTimeoutMillis((int) commandTimeout.toMillis())
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (address.tls()) {
            builder.sslOptions(sslOptions());
        }
        return builder;
    }

    /** The certificate must be valid for the host that the node connects to. */
    private SslOptions sslOptions() {
        SslOptions.Builder builder = SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL);
        Store trusted = options.trustStore();
        if (trusted != null) {
            builder.truststore(trusted.file().toFile(), trusted.password().toCharArray());
        }
        Store own = options.keyStore();
        if (own != null) {
            builder.keystore(own.file().toFile(), own.password().toCharArray());
        }
        return builder.build();
    }
}
