package io.hubplane.config;

import java.util.List;
import java.util.stream.Stream;

/** All settings, in the order in which they are shown. */
final class Settings {
    /** The settings of hubs, which may also be set for a single hub. */
    static final List<Setting<?>> OF_HUBS = List.of(
            TimeoutSettings.HANDSHAKE_TIMEOUT,
            TimeoutSettings.KEEP_ALIVE_INTERVAL,
            TimeoutSettings.CLIENT_TIMEOUT_INTERVAL,
            TimeoutSettings.SILENT_CLIENT_TIMEOUT,
            ProtocolSettings.SUPPORTED_PROTOCOLS,
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
            HttpSettings.TRANSPORTS,
            DispatchSettings.APPLICATION_MAX_BUFFER_SIZE,
            OutboundSettings.TRANSPORT_MAX_BUFFER_SIZE,
            TimeoutSettings.TRANSPORT_SEND_TIMEOUT,
            TimeoutSettings.DISCONNECT_TIMEOUT,
            HttpSettings.MINIMUM_PROTOCOL_VERSION,
            ConnectionSettings.CLOSE_ON_AUTHENTICATION_EXPIRATION,
            HttpSettings.ALLOW_STATEFUL_RECONNECTS,
            TimeoutSettings.CLOSE_TIMEOUT,
            TimeoutSettings.ABORT_TIMEOUT,
            HttpSettings.SUB_PROTOCOLS,
            HttpSettings.POLL_TIMEOUT,
            TimeoutSettings.RECEIVE_TIMEOUT,
            PostSettings.MAXIMUM_POST_SIZE,
            PostSettings.MINIMUM_POST_RATE,
            HttpSettings.ALLOWED_ORIGINS,
            OutboundSettings.OUTBOUND_QUEUE_BYTES,
            OutboundSettings.OUTBOUND_QUEUE_MESSAGES,
            OutboundSettings.OUTBOUND_BURST_FACTOR,
            OutboundSettings.SLOW_CLIENT_TIMEOUT,
            OutboundSettings.MAXIMUM_FRAME_SIZE,
            OutboundSettings.OVERFLOW_POLICY);

    /** All of them. */
    static final List<Setting<?>> ALL = Stream.concat(
                    Stream.of(
                            NodeSettings.NODE_NAME,
                            ProtocolSettings.MESSAGEPACK_NAMES,
                            RedisSettings.REDIS_URI,
                            RedisSettings.REDIS_CHANNEL_PREFIX,
                            RedisSettings.REDIS_INTEROP,
                            RedisSettings.REDIS_TRUST_STORE,
                            RedisSettings.REDIS_TRUST_STORE_PASSWORD,
                            RedisSettings.REDIS_KEY_STORE,
                            RedisSettings.REDIS_KEY_STORE_PASSWORD,
                            RedisSettings.REDIS_CONNECT_TIMEOUT,
                            RedisSettings.REDIS_COMMAND_TIMEOUT,
                            RedisSettings.REDIS_PING_INTERVAL,
                            RedisSettings.REDIS_PUBLISH_QUEUE_MESSAGES,
                            RedisSettings.REDIS_PUBLISH_QUEUE_BYTES,
                            RedisSettings.REDIS_OUTAGE_BUFFER,
                            RedisSettings.REDIS_OUTAGE_TIME,
                            RedisSettings.REDIS_RESEND_BUFFER,
                            RedisSettings.REDIS_RESEND_TIME,
                            FarmSettings.BACKPLANE_SECRET,
                            FarmSettings.BACKPLANE_UNSIGNED,
                            FarmSettings.ACKNOWLEDGEMENT_TIMEOUT,
                            FarmSettings.FORWARDING_MAXIMUM_REQUESTS,
                            FarmSettings.FORWARDING_MAXIMUM_REQUESTS_PER_ADDRESS,
                            FarmSettings.FORWARDING_MAXIMUM_BYTES,
                            NodeSettings.SHUTDOWN_DELAY,
                            NodeSettings.SHUTDOWN_SPREAD,
                            NodeSettings.DRAIN_SPREAD,
                            NodeSettings.DRAIN_TIMEOUT,
                            DispatchSettings.DISPATCH_THREADS,
                            NodeSettings.LOG_LINES_PER_CLIENT,
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
