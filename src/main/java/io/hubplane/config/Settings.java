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

import io.hubplane.connection.ShutdownOptions;
import io.hubplane.protocol.messagepack.MessagePackOptions.Names;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.http.HttpOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All settings, in the order in which they are shown. */
final class Settings {
    private static final HttpOptions HTTP = HttpOptions.DEFAULTS;
    private static final Map<String, String> PROTOCOLS =
            new TreeMap<>(Map.of("json", "json", "messagepack", "messagepack"));

    /** A token (RFC 7230, section 3.2.6), as names of sub-protocols are. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~\\w-]+");

    private static final int MOST = Integer.MAX_VALUE;

    /** What the node is called in logs, in the dashboard and by {@code HubCallerContext.node()}. */
    static final Setting<String> NODE_NAME = withoutDefault(
            "node.name",
            text("1 to 128 letters, digits, dots, hyphens or underscores", Pattern.compile("[\\w.-]{1,128}")));

    /** How properties and enum constants are named in MessagePack; where .NET nodes share the Redis, as in .NET. */
    static final Setting<Names> MESSAGEPACK_NAMES = withoutDefault("messagepack.names", choice(Names.class));

    /** The WebSocket sub-protocols, the preferred one first. */
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

    /** Whether a client whose WebSocket broke may continue its connection. */
    static final Setting<Boolean> ALLOW_STATEFUL_RECONNECTS =
            withDefault("allow-stateful-reconnects", bool(), HTTP.allowStatefulReconnects());

    /** How long a node that shuts down refuses new connections before it closes those it has. */
    static final Setting<Duration> SHUTDOWN_DELAY =
            withDefault("shutdown.delay", durationOrNone(), ShutdownOptions.DEFAULTS.delay());

    /** Over how long a time a node that shuts down closes its connections. */
    static final Setting<Duration> SHUTDOWN_SPREAD =
            withDefault("shutdown.spread", durationOrNone(), ShutdownOptions.DEFAULTS.spread());

    /** How many warnings of one client are written to the log in a minute. */
    static final Setting<Integer> LOG_LINES_PER_CLIENT =
            withDefault("log-lines-per-client", integer("lines a minute", 1, MOST), 10);

    /** The origins, besides the server's own, whose pages may connect. */
    static final Setting<Set<String>> ALLOWED_ORIGINS =
            withDefault("allowed-origins", Origins.TYPE, HTTP.allowedOrigins());

    /** The lowest version of the negotiation that is answered. */
    static final Setting<Integer> MINIMUM_PROTOCOL_VERSION = withDefault(
            "minimum-protocol-version", choice(new TreeMap<>(Map.of("0", 0, "1", 1))), HTTP.minimumProtocolVersion());

    /** The settings of hubs, which may also be set for a single hub. */
    static final List<Setting<?>> OF_HUBS = List.of(
            TimeoutSettings.HANDSHAKE_TIMEOUT,
            TimeoutSettings.KEEP_ALIVE_INTERVAL,
            TimeoutSettings.CLIENT_TIMEOUT_INTERVAL,
            TimeoutSettings.SILENT_CLIENT_TIMEOUT,
            SUPPORTED_PROTOCOLS,
            ConnectionSettings.MAXIMUM_RECEIVE_MESSAGE_SIZE,
            ConnectionSettings.ENABLE_DETAILED_ERRORS,
            DispatchSettings.STREAM_BUFFER_CAPACITY,
            DispatchSettings.MAXIMUM_PARALLEL_INVOCATIONS_PER_CLIENT,
            DispatchSettings.MAXIMUM_PARALLEL_STREAMS_PER_CLIENT,
            DispatchSettings.MAXIMUM_THREADS_PER_CLIENT,
            DispatchSettings.CALLS_PER_SECOND_PER_CLIENT,
            DispatchSettings.CALL_BURST_PER_CLIENT,
            ConnectionSettings.MAXIMUM_GROUPS_PER_CONNECTION,
            DispatchSettings.CLIENT_RESULT_TIMEOUT,
            ConnectionSettings.STATEFUL_RECONNECT_BUFFER_SIZE,
            TRANSPORTS,
            DispatchSettings.APPLICATION_MAX_BUFFER_SIZE,
            OutboundSettings.TRANSPORT_MAX_BUFFER_SIZE,
            TimeoutSettings.TRANSPORT_SEND_TIMEOUT,
            TimeoutSettings.DISCONNECT_TIMEOUT,
            MINIMUM_PROTOCOL_VERSION,
            ConnectionSettings.CLOSE_ON_AUTHENTICATION_EXPIRATION,
            ALLOW_STATEFUL_RECONNECTS,
            TimeoutSettings.CLOSE_TIMEOUT,
            TimeoutSettings.ABORT_TIMEOUT,
            SUB_PROTOCOLS,
            POLL_TIMEOUT,
            PostSettings.RECEIVE_TIMEOUT,
            PostSettings.MAXIMUM_POST_SIZE,
            PostSettings.MINIMUM_POST_RATE,
            ALLOWED_ORIGINS,
            OutboundSettings.OUTBOUND_QUEUE_BYTES,
            OutboundSettings.OUTBOUND_QUEUE_MESSAGES,
            OutboundSettings.OUTBOUND_BURST_FACTOR,
            OutboundSettings.SLOW_CLIENT_TIMEOUT,
            OutboundSettings.MAXIMUM_FRAME_SIZE,
            OutboundSettings.OVERFLOW_POLICY);

    /** All of them. */
    static final List<Setting<?>> ALL = Stream.concat(
                    Stream.of(
                            NODE_NAME,
                            MESSAGEPACK_NAMES,
                            FarmSettings.REDIS_URI,
                            FarmSettings.REDIS_CHANNEL_PREFIX,
                            FarmSettings.REDIS_INTEROP,
                            FarmSettings.REDIS_CONNECT_TIMEOUT,
                            FarmSettings.REDIS_COMMAND_TIMEOUT,
                            FarmSettings.REDIS_PING_INTERVAL,
                            FarmSettings.REDIS_PUBLISH_QUEUE_MESSAGES,
                            FarmSettings.REDIS_PUBLISH_QUEUE_BYTES,
                            FarmSettings.REDIS_OUTAGE_BUFFER,
                            FarmSettings.REDIS_OUTAGE_TIME,
                            FarmSettings.REDIS_RESEND_BUFFER,
                            FarmSettings.REDIS_RESEND_TIME,
                            FarmSettings.BACKPLANE_SECRET,
                            FarmSettings.BACKPLANE_UNSIGNED,
                            FarmSettings.ACKNOWLEDGEMENT_TIMEOUT,
                            FarmSettings.FORWARDING_MAXIMUM_REQUESTS,
                            FarmSettings.FORWARDING_MAXIMUM_REQUESTS_PER_ADDRESS,
                            FarmSettings.FORWARDING_MAXIMUM_BYTES,
                            SHUTDOWN_DELAY,
                            SHUTDOWN_SPREAD,
                            DispatchSettings.DISPATCH_THREADS,
                            LOG_LINES_PER_CLIENT,
                            FrontDoorSettings.TRUSTED_PROXIES,
                            FrontDoorSettings.ALLOWED_HOSTS,
                            FrontDoorSettings.MAXIMUM_CONNECTIONS,
                            FrontDoorSettings.MAXIMUM_CONNECTIONS_PER_ADDRESS,
                            FrontDoorSettings.MAXIMUM_WAITING_NEGOTIATIONS,
                            FrontDoorSettings.MAXIMUM_WAITING_NEGOTIATIONS_PER_ADDRESS,
                            FrontDoorSettings.MAXIMUM_NEGOTIATIONS_PER_SECOND_PER_ADDRESS,
                            FrontDoorSettings.MAXIMUM_HEADER_BYTES,
                            PostSettings.MAXIMUM_POSTS_PER_NODE,
                            PostSettings.MAXIMUM_POSTS_PER_ADDRESS,
                            PostSettings.MAXIMUM_POST_BYTES_PER_NODE),
                    OF_HUBS.stream())
            .toList();

    private Settings() {}
}
