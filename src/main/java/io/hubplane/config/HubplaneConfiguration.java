package io.hubplane.config;

import io.hubplane.backplane.redis.RedisOptions;
import io.hubplane.connection.ConnectionOptions;
import io.hubplane.dispatch.DispatchOptions;
import io.hubplane.transport.http.HttpOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a node: every key under {@code hubplane.}, read once and validated. Immutable.
 *
 * <p>The settings come from MicroProfile Config where it works, else from system properties and the environment, with
 * the same names: {@code hubplane.redis.uri} or {@code HUBPLANE_REDIS_URI}.
 */
public final class HubplaneConfiguration {
    private final SettingValues values;
    private final String nodeName;

    private HubplaneConfiguration(SettingValues values) {
        this.values = values;
        this.nodeName = values.find(Settings.NODE_NAME).orElseGet(NodeNames::make);
    }

    /**
     * Reads the configuration of the calling thread's application.
     *
     * @return the configuration
     * @throws ConfigurationException if values are not allowed or keys are unknown
     */
    public static HubplaneConfiguration load() {
        return from(ConfigurationSource.ofThisProcess());
    }

    /**
     * A configuration given by hand.
     *
     * @param settings the values for keys
     * @return the configuration
     * @throws ConfigurationException if values are not allowed or keys are unknown
     */
    public static HubplaneConfiguration of(Map<String, String> settings) {
        return from(new MapSource(settings));
    }

    static HubplaneConfiguration from(ConfigurationSource source) {
        return new HubplaneConfiguration(SettingValues.read(source));
    }

    /**
     * What the node is called.
     *
     * @return the name configured, or the host's name and a random part
     */
    public String nodeName() {
        return nodeName;
    }

    /**
     * How Redis is reached.
     *
     * @return the options; empty if the node runs alone
     */
    public Optional<RedisOptions> redis() {
        return values.find(Settings.REDIS_URI)
                .map(uri -> new RedisOptions(
                        uri,
                        values.get(Settings.REDIS_CHANNEL_PREFIX),
                        values.get(Settings.REDIS_CONNECT_TIMEOUT),
                        values.get(Settings.REDIS_COMMAND_TIMEOUT),
                        values.get(Settings.REDIS_PING_INTERVAL),
                        values.get(Settings.REDIS_PUBLISH_QUEUE_MESSAGES)));
    }

    /**
     * Whether nodes of ASP.NET Core share the Redis.
     *
     * @return true if so
     */
    public boolean interopWithAspNetCore() {
        return values.get(Settings.REDIS_INTEROP) == RedisInterop.ASPNETCORE;
    }

    /**
     * How long another node may take to answer.
     *
     * @return the time, 1 ms to 24 h
     */
    public Duration acknowledgementTimeout() {
        return values.get(Settings.ACKNOWLEDGEMENT_TIMEOUT);
    }

    /**
     * How connections behave.
     *
     * @return the options
     */
    public ConnectionOptions connection() {
        return new ConnectionOptions(
                values.get(Settings.HANDSHAKE_TIMEOUT),
                values.get(Settings.KEEP_ALIVE_INTERVAL),
                values.get(Settings.CLIENT_TIMEOUT_INTERVAL),
                values.get(Settings.DISCONNECT_TIMEOUT),
                values.get(Settings.TRANSPORT_SEND_TIMEOUT),
                values.get(Settings.CLOSE_TIMEOUT),
                values.get(Settings.MAXIMUM_RECEIVE_MESSAGE_SIZE),
                values.get(Settings.OUTBOUND_QUEUE_BYTES),
                values.get(Settings.OUTBOUND_QUEUE_MESSAGES),
                values.get(Settings.MAXIMUM_FRAME_SIZE),
                values.get(Settings.TRANSPORT_MAX_BUFFER_SIZE),
                values.get(Settings.STATEFUL_RECONNECT_BUFFER_SIZE),
                values.get(Settings.OVERFLOW_POLICY),
                values.get(Settings.CLOSE_ON_AUTHENTICATION_EXPIRATION),
                values.get(Settings.ENABLE_DETAILED_ERRORS));
    }

    /**
     * How hub methods are called.
     *
     * @return the options
     */
    public DispatchOptions dispatch() {
        return new DispatchOptions(
                values.get(Settings.MAXIMUM_PARALLEL_INVOCATIONS_PER_CLIENT),
                values.get(Settings.MAXIMUM_PARALLEL_STREAMS_PER_CLIENT),
                values.get(Settings.STREAM_BUFFER_CAPACITY),
                values.get(Settings.APPLICATION_MAX_BUFFER_SIZE),
                values.get(Settings.CLIENT_RESULT_TIMEOUT),
                values.get(Settings.ENABLE_DETAILED_ERRORS));
    }

    /**
     * How many hub methods may run at a time on this node.
     *
     * @return the number, 1 to 4,096
     */
    public int dispatchThreads() {
        return values.get(Settings.DISPATCH_THREADS);
    }

    /**
     * How requests are answered before a connection exists.
     *
     * @return the options
     */
    public HttpOptions http() {
        return new HttpOptions(
                values.get(Settings.ALLOWED_ORIGINS),
                values.get(Settings.MINIMUM_PROTOCOL_VERSION),
                values.get(Settings.TRANSPORTS),
                values.get(Settings.ALLOW_STATEFUL_RECONNECTS),
                values.get(Settings.POLL_TIMEOUT),
                values.get(Settings.DISCONNECT_TIMEOUT),
                values.get(Settings.SUB_PROTOCOLS));
    }

    /**
     * Every key and its value, defaults included, for the log.
     *
     * @return the values without secrets, in the order of the documentation
     */
    public Map<String, String> effective() {
        Map<String, String> effective = new LinkedHashMap<>();
        effective.put(Settings.NODE_NAME.key(), nodeName);
        effective.putAll(values.texts());
        return effective;
    }
}
