package io.hubplane.config;

import static io.hubplane.config.Setting.withDefault;
import static io.hubplane.config.Setting.withoutDefault;
import static io.hubplane.config.ValueType.bool;
import static io.hubplane.config.ValueType.choice;
import static io.hubplane.config.ValueType.choices;
import static io.hubplane.config.ValueType.duration;
import static io.hubplane.config.ValueType.durationOrNone;
import static io.hubplane.config.ValueType.integer;
import static io.hubplane.config.ValueType.text;
import static io.hubplane.config.ValueType.texts;

import io.hubplane.backplane.BackplaneSecret;
import io.hubplane.backplane.UnsignedMessages;
import io.hubplane.backplane.redis.RedisOptions;
import io.hubplane.connection.ConnectionOptions;
import io.hubplane.connection.FarmOptions;
import io.hubplane.connection.OverflowPolicy;
import io.hubplane.connection.ShutdownOptions;
import io.hubplane.dispatch.DispatchOptions;
import io.hubplane.protocol.messagepack.MessagePackOptions.Names;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.http.FrontDoorOptions;
import io.hubplane.transport.http.HttpOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Everything that can be configured, in the order it is shown. */
final class Settings {
    private static final ConnectionOptions CONNECTION = ConnectionOptions.DEFAULTS;
    private static final RedisOptions REDIS = RedisOptions.of(URI.create("redis://localhost"), "");
    private static final FarmOptions FARM = FarmOptions.DEFAULTS;
    private static final DispatchOptions DISPATCH = DispatchOptions.DEFAULTS;
    private static final HttpOptions HTTP = HttpOptions.DEFAULTS;
    private static final FrontDoorOptions FRONT_DOOR = FrontDoorOptions.DEFAULTS;
    private static final Map<String, String> PROTOCOLS =
            new TreeMap<>(Map.of("json", "json", "messagepack", "messagepack"));

    /** A token (RFC 7230, section 3.2.6), as names of sub-protocols are. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~\\w-]+");

    private static final int MOST = Integer.MAX_VALUE;

    /** What the node is called in logs, in the dashboard and by {@code HubCallerContext.node()}. */
    static final Setting<String> NODE_NAME = withoutDefault(
            "node.name",
            text("1 to 128 letters, digits, dots, hyphens or underscores", Pattern.compile("[\\w.-]{1,128}")));

    /** What MessagePack calls properties and enum constants; where nodes of .NET share the Redis, as those do. */
    static final Setting<Names> MESSAGEPACK_NAMES = withoutDefault("messagepack.names", choice(Names.class));

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

    /** How long a connection attempt may take. */
    static final Setting<Duration> REDIS_CONNECT_TIMEOUT =
            withDefault("redis.connect-timeout", duration(), REDIS.connectTimeout());

    /** How long Redis may take to answer. */
    static final Setting<Duration> REDIS_COMMAND_TIMEOUT =
            withDefault("redis.command-timeout", duration(), REDIS.commandTimeout());

    /** How often the subscribed connection is tried. */
    static final Setting<Duration> REDIS_PING_INTERVAL =
            withDefault("redis.ping-interval", duration(), REDIS.pingInterval());

    /** How many messages may wait to be published. */
    static final Setting<Integer> REDIS_PUBLISH_QUEUE_MESSAGES =
            withDefault("redis.publish-queue-messages", integer("messages", 1, MOST), REDIS.publishQueueMessages());

    /** How many bytes they may have. */
    static final Setting<Integer> REDIS_PUBLISH_QUEUE_BYTES = withDefault(
            "redis.publish-queue-bytes",
            integer("bytes", RedisOptions.LEAST_QUEUE_BYTES, MOST),
            REDIS.publishQueueBytes());

    /** What nodes sign their messages to one another with. */
    static final Setting<BackplaneSecret> BACKPLANE_SECRET =
            withoutDefault("backplane.secret", ValueType.secret(BackplaneSecret.SHORTEST, BackplaneSecret::of));

    /** What is done with messages of other nodes that are not signed. */
    static final Setting<UnsignedMessages> BACKPLANE_UNSIGNED =
            withoutDefault("backplane.unsigned", choice(UnsignedMessages.class));

    /** How long another node may take to answer. */
    static final Setting<Duration> ACKNOWLEDGEMENT_TIMEOUT =
            withDefault("backplane.acknowledgement-timeout", duration(), FARM.acknowledgementTimeout());

    /** How many requests may be under way to other nodes, and from them. */
    static final Setting<Integer> RELAY_MAXIMUM_REQUESTS =
            withDefault("relay.maximum-requests", integer("requests", 1, MOST), FARM.relayedRequests());

    /** How long the bodies of such requests may be together. */
    static final Setting<Integer> RELAY_MAXIMUM_BYTES =
            withDefault("relay.maximum-bytes", integer("bytes", 1, MOST), FARM.relayedBytes());

    /** How long a client may take for the handshake. */
    static final Setting<Duration> HANDSHAKE_TIMEOUT =
            withDefault("handshake-timeout", duration(), CONNECTION.handshakeTimeout());

    /** How long nothing may be sent before a ping is. */
    static final Setting<Duration> KEEP_ALIVE_INTERVAL =
            withDefault("keep-alive-interval", duration(), CONNECTION.keepAliveInterval());

    /** How long a client that pings may be silent. */
    static final Setting<Duration> CLIENT_TIMEOUT_INTERVAL =
            withDefault("client-timeout-interval", duration(), CONNECTION.clientTimeoutInterval());

    /** How long a client that has never pinged may be silent. */
    static final Setting<Duration> SILENT_CLIENT_TIMEOUT =
            withDefault("silent-client-timeout", duration(), CONNECTION.silentClientTimeout());

    /** How long a negotiated connection waits for its carrier. */
    static final Setting<Duration> DISCONNECT_TIMEOUT =
            withDefault("disconnect-timeout", duration(), CONNECTION.disconnectTimeout());

    /** How long a send may be under way. */
    static final Setting<Duration> TRANSPORT_SEND_TIMEOUT =
            withDefault("transport-send-timeout", duration(), CONNECTION.transportSendTimeout());

    /** How long a client may take to take its last messages and close. */
    static final Setting<Duration> CLOSE_TIMEOUT =
            withDefault("web-sockets.close-timeout", duration(), CONNECTION.closeTimeout());

    /** The WebSocket sub-protocols, the one liked best first. */
    static final Setting<List<String>> SUB_PROTOCOLS = withDefault(
            "web-sockets.sub-protocols",
            texts("a comma-separated list of WebSocket sub-protocols, for example chat.v2,chat.v1", TOKEN),
            HTTP.subProtocols());

    /** How long a poll waits for something to send. */
    static final Setting<Duration> POLL_TIMEOUT =
            withDefault("long-polling.poll-timeout", duration(), HTTP.pollTimeout());

    /** The hub protocols clients may speak. */
    static final Setting<Set<String>> SUPPORTED_PROTOCOLS =
            withDefault("supported-protocols", choices(PROTOCOLS), PROTOCOLS.keySet());

    /** The transports clients may use. */
    static final Setting<Set<TransportType>> TRANSPORTS =
            withDefault("transports", choices(TransportType.class), HTTP.transports());

    /** Whether a client whose WebSocket broke may come back to its connection. */
    static final Setting<Boolean> ALLOW_STATEFUL_RECONNECTS =
            withDefault("allow-stateful-reconnects", bool(), HTTP.allowStatefulReconnects());

    /** How much that a client has not acknowledged is kept for a stateful reconnect. */
    static final Setting<Integer> STATEFUL_RECONNECT_BUFFER_SIZE = withDefault(
            "stateful-reconnect-buffer-size", integer("bytes", 1, MOST), CONNECTION.statefulReconnectBufferSize());

    /** Whether a connection ends when its client's token expires. */
    static final Setting<Boolean> CLOSE_ON_AUTHENTICATION_EXPIRATION =
            withDefault("close-on-authentication-expiration", bool(), CONNECTION.closeOnAuthenticationExpiration());

    /** How much may wait for a client before streams to it pause. */
    static final Setting<Integer> TRANSPORT_MAX_BUFFER_SIZE =
            withDefault("transport-max-buffer-size", integer("bytes", 1, MOST), CONNECTION.transportMaxBufferSize());

    /** The longest message a client may send. */
    static final Setting<Integer> MAXIMUM_RECEIVE_MESSAGE_SIZE = withDefault(
            "maximum-receive-message-size", integer("bytes", 1, MOST), CONNECTION.maximumReceiveMessageSize());

    /** How much may wait for a slow client. */
    static final Setting<Integer> OUTBOUND_QUEUE_BYTES =
            withDefault("outbound-queue-bytes", integer("bytes", 1024, MOST), CONNECTION.outboundQueueBytes());

    /** How many messages may wait for a slow client. */
    static final Setting<Integer> OUTBOUND_QUEUE_MESSAGES =
            withDefault("outbound-queue-messages", integer("messages", 1, MOST), CONNECTION.outboundQueueMessages());

    /** How much is gathered into one frame. */
    static final Setting<Integer> MAXIMUM_FRAME_SIZE =
            withDefault("maximum-frame-size", integer("bytes", 1024, MOST), CONNECTION.maximumFrameSize());

    /** How many times the outbound queue's bounds may wait for a client that takes its messages. */
    static final Setting<Integer> OUTBOUND_BURST_FACTOR = withDefault(
            "outbound-burst-factor",
            integer("times", 1, ConnectionOptions.MOST_BURST_FACTOR),
            CONNECTION.outboundBurstFactor());

    /** How long a client may take nothing, or its outbound queue stay full. */
    static final Setting<Duration> SLOW_CLIENT_TIMEOUT =
            withDefault("slow-client-timeout", duration(), CONNECTION.slowClientTimeout());

    /** What happens when the outbound queue of a slow client is full. */
    static final Setting<OverflowPolicy> OVERFLOW_POLICY =
            withDefault("overflow-policy", choice(OverflowPolicy.class), CONNECTION.overflowPolicy());

    /** How long a node that goes away takes no new connections before it closes those it has. */
    static final Setting<Duration> SHUTDOWN_DELAY =
            withDefault("shutdown.delay", durationOrNone(), ShutdownOptions.DEFAULTS.delay());

    /** Over how long a node that goes away closes its connections. */
    static final Setting<Duration> SHUTDOWN_SPREAD =
            withDefault("shutdown.spread", durationOrNone(), ShutdownOptions.DEFAULTS.spread());

    /** How many hub methods may run at a time on this node. */
    static final Setting<Integer> DISPATCH_THREADS = withDefault("dispatch.threads", integer("threads", 1, 4096), 64);

    /** How many calls of one client may run at a time. */
    static final Setting<Integer> MAXIMUM_PARALLEL_INVOCATIONS_PER_CLIENT = withDefault(
            "maximum-parallel-invocations-per-client",
            integer("calls", 1, MOST),
            DISPATCH.maximumParallelInvocationsPerClient());

    /** How many streams, both directions together, one client may have open. */
    static final Setting<Integer> MAXIMUM_PARALLEL_STREAMS_PER_CLIENT = withDefault(
            "maximum-parallel-streams-per-client",
            integer("streams", 1, MOST),
            DISPATCH.maximumParallelStreamsPerClient());

    /** How many threads may be within hub methods for one client. */
    static final Setting<Integer> MAXIMUM_THREADS_PER_CLIENT =
            withDefault("maximum-threads-per-client", integer("threads", 1, 4096), DISPATCH.maximumThreadsPerClient());

    /** How many calls one client may make in a second, on average. */
    static final Setting<Integer> CALLS_PER_SECOND_PER_CLIENT =
            withDefault("calls-per-second-per-client", integer("calls", 1, MOST), DISPATCH.callsPerSecondPerClient());

    /** How many calls one client may make at once. */
    static final Setting<Integer> CALL_BURST_PER_CLIENT =
            withDefault("call-burst-per-client", integer("calls", 1, MOST), DISPATCH.callBurstPerClient());

    /** How many groups a connection may be in. */
    static final Setting<Integer> MAXIMUM_GROUPS_PER_CONNECTION = withDefault(
            "maximum-groups-per-connection", integer("groups", 1, MOST), CONNECTION.maximumGroupsPerConnection());

    /** How many warnings of one client are written to the log in a minute. */
    static final Setting<Integer> LOG_LINES_PER_CLIENT =
            withDefault("log-lines-per-client", integer("lines a minute", 1, MOST), 10);

    /** How many items of an upload stream may wait for the hub. */
    static final Setting<Integer> STREAM_BUFFER_CAPACITY =
            withDefault("stream-buffer-capacity", integer("items", 1, MOST), DISPATCH.streamBufferCapacity());

    /** How much of what a client sent may wait for the hub before the client is held back. */
    static final Setting<Integer> APPLICATION_MAX_BUFFER_SIZE =
            withDefault("application-max-buffer-size", integer("bytes", 1, MOST), DISPATCH.applicationMaxBufferSize());

    /** How long a client may take to answer the hub. */
    static final Setting<Duration> CLIENT_RESULT_TIMEOUT =
            withDefault("client-result-timeout", duration(), DISPATCH.clientResultTimeout());

    /** Whether clients are told the texts of all exceptions. */
    static final Setting<Boolean> ENABLE_DETAILED_ERRORS =
            withDefault("enable-detailed-errors", bool(), CONNECTION.enableDetailedErrors());

    /** The origins, besides the server's own, whose pages may connect. */
    static final Setting<Set<String>> ALLOWED_ORIGINS =
            withDefault("allowed-origins", Origins.TYPE, HTTP.allowedOrigins());

    /** The proxies that are believed about their clients. */
    static final Setting<List<String>> TRUSTED_PROXIES = withDefault(
            "trusted-proxies",
            ValueType.list(
                    "a comma-separated list of addresses, and ranges of addresses, like 10.0.0.1, 10.0.0.0/8 or fd00::/8; no"
                            + " names",
                    FrontDoorOptions::requireProxy),
            FRONT_DOOR.trustedProxies());

    /** The hosts by which the node may be asked. */
    static final Setting<List<String>> ALLOWED_HOSTS = withDefault(
            "allowed-hosts",
            ValueType.list(
                    "a comma-separated list of hosts like chat.example.org, chat.example.org:8443 for one port alone, or"
                            + " *.example.org for all below a domain",
                    FrontDoorOptions::requireHost),
            List.copyOf(FRONT_DOOR.allowedHosts()));

    /** How many connections there may be. */
    static final Setting<Integer> MAXIMUM_CONNECTIONS =
            withDefault("maximum-connections", integer("connections", 1, MOST), FRONT_DOOR.maximumConnections());

    /** How many connections there may be from one address. */
    static final Setting<Integer> MAXIMUM_CONNECTIONS_PER_ADDRESS = withDefault(
            "maximum-connections-per-address",
            integer("connections", 1, MOST),
            FRONT_DOOR.maximumConnectionsPerAddress());

    /** How many negotiated connections may wait for their carriers. */
    static final Setting<Integer> MAXIMUM_WAITING_NEGOTIATIONS = withDefault(
            "maximum-waiting-negotiations", integer("connections", 1, MOST), FRONT_DOOR.maximumWaitingNegotiations());

    /** How many negotiated connections of one address may wait for their carriers. */
    static final Setting<Integer> MAXIMUM_WAITING_NEGOTIATIONS_PER_ADDRESS = withDefault(
            "maximum-waiting-negotiations-per-address",
            integer("connections", 1, MOST),
            FRONT_DOOR.maximumWaitingNegotiationsPerAddress());

    /** How many connections one address may ask for each second. */
    static final Setting<Integer> MAXIMUM_NEGOTIATIONS_PER_SECOND_PER_ADDRESS = withDefault(
            "maximum-negotiations-per-second-per-address",
            integer("connections", 1, 1_000_000),
            FRONT_DOOR.maximumNegotiationsPerSecondPerAddress());

    /** How long the headers, cookies and the query of a request may be together. */
    static final Setting<Integer> MAXIMUM_HEADER_BYTES =
            withDefault("maximum-header-bytes", integer("bytes", 1024, MOST), FRONT_DOOR.maximumHeaderBytes());

    /** The lowest version of the negotiation that is answered. */
    static final Setting<Integer> MINIMUM_PROTOCOL_VERSION = withDefault(
            "minimum-protocol-version", choice(new TreeMap<>(Map.of("0", 0, "1", 1))), HTTP.minimumProtocolVersion());

    /** What concerns hubs, and may be said for one of them. */
    static final List<Setting<?>> OF_HUBS = List.of(
            HANDSHAKE_TIMEOUT,
            KEEP_ALIVE_INTERVAL,
            CLIENT_TIMEOUT_INTERVAL,
            SILENT_CLIENT_TIMEOUT,
            SUPPORTED_PROTOCOLS,
            MAXIMUM_RECEIVE_MESSAGE_SIZE,
            ENABLE_DETAILED_ERRORS,
            STREAM_BUFFER_CAPACITY,
            MAXIMUM_PARALLEL_INVOCATIONS_PER_CLIENT,
            MAXIMUM_PARALLEL_STREAMS_PER_CLIENT,
            MAXIMUM_THREADS_PER_CLIENT,
            CALLS_PER_SECOND_PER_CLIENT,
            CALL_BURST_PER_CLIENT,
            MAXIMUM_GROUPS_PER_CONNECTION,
            CLIENT_RESULT_TIMEOUT,
            STATEFUL_RECONNECT_BUFFER_SIZE,
            TRANSPORTS,
            APPLICATION_MAX_BUFFER_SIZE,
            TRANSPORT_MAX_BUFFER_SIZE,
            TRANSPORT_SEND_TIMEOUT,
            DISCONNECT_TIMEOUT,
            MINIMUM_PROTOCOL_VERSION,
            CLOSE_ON_AUTHENTICATION_EXPIRATION,
            ALLOW_STATEFUL_RECONNECTS,
            CLOSE_TIMEOUT,
            SUB_PROTOCOLS,
            POLL_TIMEOUT,
            PostSettings.RECEIVE_TIMEOUT,
            PostSettings.MAXIMUM_POST_SIZE,
            PostSettings.MINIMUM_POST_RATE,
            ALLOWED_ORIGINS,
            OUTBOUND_QUEUE_BYTES,
            OUTBOUND_QUEUE_MESSAGES,
            OUTBOUND_BURST_FACTOR,
            SLOW_CLIENT_TIMEOUT,
            MAXIMUM_FRAME_SIZE,
            OVERFLOW_POLICY);

    /** All of them. */
    static final List<Setting<?>> ALL = Stream.concat(
                    Stream.of(
                            NODE_NAME,
                            MESSAGEPACK_NAMES,
                            REDIS_URI,
                            REDIS_CHANNEL_PREFIX,
                            REDIS_INTEROP,
                            REDIS_CONNECT_TIMEOUT,
                            REDIS_COMMAND_TIMEOUT,
                            REDIS_PING_INTERVAL,
                            REDIS_PUBLISH_QUEUE_MESSAGES,
                            REDIS_PUBLISH_QUEUE_BYTES,
                            BACKPLANE_SECRET,
                            BACKPLANE_UNSIGNED,
                            ACKNOWLEDGEMENT_TIMEOUT,
                            RELAY_MAXIMUM_REQUESTS,
                            RELAY_MAXIMUM_BYTES,
                            SHUTDOWN_DELAY,
                            SHUTDOWN_SPREAD,
                            DISPATCH_THREADS,
                            LOG_LINES_PER_CLIENT,
                            TRUSTED_PROXIES,
                            ALLOWED_HOSTS,
                            MAXIMUM_CONNECTIONS,
                            MAXIMUM_CONNECTIONS_PER_ADDRESS,
                            MAXIMUM_WAITING_NEGOTIATIONS,
                            MAXIMUM_WAITING_NEGOTIATIONS_PER_ADDRESS,
                            MAXIMUM_NEGOTIATIONS_PER_SECOND_PER_ADDRESS,
                            MAXIMUM_HEADER_BYTES,
                            PostSettings.MAXIMUM_POSTS_PER_NODE,
                            PostSettings.MAXIMUM_POSTS_PER_ADDRESS,
                            PostSettings.MAXIMUM_POST_BYTES_PER_NODE),
                    OF_HUBS.stream())
            .toList();

    private Settings() {}
}
