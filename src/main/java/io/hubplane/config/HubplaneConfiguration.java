package io.hubplane.config;

import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.redis.RedisOptions;
import io.hubplane.connection.shutdown.DrainOptions;
import io.hubplane.connection.shutdown.ShutdownOptions;
import io.hubplane.lifetime.routing.FarmOptions;
import io.hubplane.protocol.messagepack.MessagePackOptions;
import io.hubplane.transport.http.NodePostOptions;
import io.hubplane.transport.http.access.FrontDoorOptions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a node: every key under {@code hubplane.}, read once and validated. Immutable.
 *
 * <p>The settings come from MicroProfile Config where it works, else from system properties and the environment, with
 * the same names: {@code hubplane.redis.uri} or {@code HUBPLANE_REDIS_URI}. A setting of hubs such as
 * {@code hubplane.keep-alive-interval} holds for all hubs, unless it is set for one, for example
 * {@code hubplane.hub.chat.keep-alive-interval} for the hub at {@code /chat}.
 */
public final class HubplaneConfiguration {
    private final SettingValues values;
    private final BackplaneTrust trust;
    private final Optional<RedisOptions> redis;
    private final String nodeName;

    private HubplaneConfiguration(SettingValues values) {
        this.values = values;
        this.trust = FarmSettings.trust(values);
        this.redis = RedisSettings.read(values);
        this.nodeName = values.find(NodeSettings.NODE_NAME).orElseGet(NodeNames::make);
    }

    /**
     * Reads the configuration of the calling thread's application.
     *
     * @param hubPaths the paths of the hubs, which may have settings of their own
     * @return the configuration
     * @throws ConfigurationException if a value is not allowed or a key is unknown
     */
    public static HubplaneConfiguration load(Collection<String> hubPaths) {
        return from(ConfigurationSources.ofThisProcess(), hubPaths);
    }

    /**
     * A configuration given by hand.
     *
     * @param settings the values for keys
     * @param hubPaths the paths of the hubs, which may have settings of their own
     * @return the configuration
     * @throws ConfigurationException if a value is not allowed or a key is unknown
     */
    public static HubplaneConfiguration of(Map<String, String> settings, String... hubPaths) {
        return from(new MapSource(settings), List.of(hubPaths));
    }

    static HubplaneConfiguration from(ConfigurationSource source, Collection<String> hubPaths) {
        List<String> hubs = hubPaths.stream().map(HubConfiguration::key).toList();
        return new HubplaneConfiguration(SettingValues.read(Settings.ALL, Settings.OF_HUBS, source, hubs));
    }

    /** What the node is called: as configured, or the host's name and a random part. */
    public String nodeName() {
        return nodeName;
    }

    /** How Redis is reached; empty if the node runs alone. */
    public Optional<RedisOptions> redis() {
        return redis;
    }

    /** Which of the messages on the backplane this node believes, and the secret, if there is one. */
    public BackplaneTrust backplaneTrust() {
        return trust;
    }

    /** Whether nodes of ASP.NET Core share the Redis. */
    public boolean interopWithAspNetCore() {
        return RedisSettings.isSharedWithAspNetCore(values);
    }

    /**
     * How MessagePack is written. Where nodes of ASP.NET Core share the Redis, names are as in .NET, because those
     * nodes send what was encoded here to their own clients.
     *
     * @return the options
     */
    public MessagePackOptions messagePack() {
        return ProtocolSettings.messagePack(values);
    }

    /** How nodes work together. */
    public FarmOptions farm() {
        return FarmSettings.read(values, trust);
    }

    /** How the node shuts down. */
    public ShutdownOptions shutdown() {
        return new ShutdownOptions(values.get(NodeSettings.SHUTDOWN_DELAY), values.get(NodeSettings.SHUTDOWN_SPREAD));
    }

    /** How the node is drained. */
    public DrainOptions drain() {
        return new DrainOptions(values.get(NodeSettings.DRAIN_SPREAD), values.get(NodeSettings.DRAIN_TIMEOUT));
    }

    /** How many hub methods may run at a time on this node, 1 to 4,096. */
    public int dispatchThreads() {
        return values.get(DispatchSettings.DISPATCH_THREADS);
    }

    /** How many warnings of one client are written to the log in a minute, at least 1. */
    public int logLinesPerClient() {
        return values.get(NodeSettings.LOG_LINES_PER_CLIENT);
    }

    /** How the node checks requests before they reach a hub. */
    public FrontDoorOptions frontDoor() {
        return FrontDoorSettings.read(values);
    }

    /** How many bodies of POSTs this node takes at a time, and how much memory they may use. */
    public NodePostOptions posts() {
        return PostSettings.ofNode(values);
    }

    /**
     * The configuration of one hub: what is set for it alone, otherwise what is set for all hubs.
     *
     * @param path the hub's path
     * @return its configuration; that of all hubs if the configuration was not read for this path
     */
    public HubConfiguration hub(String path) {
        return new HubConfiguration(values.ofHub(HubConfiguration.key(path)));
    }

    /**
     * Every key and its value, defaults included, for the log.
     *
     * @return the values without secrets, in the order of the documentation
     */
    public Map<String, String> effective() {
        Map<String, String> effective = new LinkedHashMap<>();
        effective.put(NodeSettings.NODE_NAME.key(), nodeName);
        effective.put(
                ProtocolSettings.MESSAGEPACK_NAMES.key(),
                ProtocolSettings.MESSAGEPACK_NAMES
                        .type()
                        .printer()
                        .apply(messagePack().names()));
        effective.putAll(values.texts());
        return effective;
    }
}
