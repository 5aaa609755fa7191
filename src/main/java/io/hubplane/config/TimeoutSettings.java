package io.hubplane.config;

import static io.hubplane.config.Setting.withDefault;
import static io.hubplane.config.ValueType.duration;

import io.hubplane.connection.TimeoutOptions;
import java.time.Duration;

/** The settings of how long things may take on a connection. */
final class TimeoutSettings {
    private static final TimeoutOptions TIMEOUTS = TimeoutOptions.DEFAULTS;

    /** How long a client may take for the handshake. */
    static final Setting<Duration> HANDSHAKE_TIMEOUT =
            withDefault("handshake-timeout", duration(), TIMEOUTS.handshakeTimeout());

    /** How long nothing may be sent before a ping is sent. */
    static final Setting<Duration> KEEP_ALIVE_INTERVAL =
            withDefault("keep-alive-interval", duration(), TIMEOUTS.keepAliveInterval());

    /** How long a client that pings may be silent. */
    static final Setting<Duration> CLIENT_TIMEOUT_INTERVAL =
            withDefault("client-timeout-interval", duration(), TIMEOUTS.clientTimeoutInterval());

    /** How long a client that has never pinged may be silent. */
    static final Setting<Duration> SILENT_CLIENT_TIMEOUT =
            withDefault("silent-client-timeout", duration(), TIMEOUTS.silentClientTimeout());

    /** How long a message or the body of a POST may take from its first byte to its last. */
    static final Setting<Duration> RECEIVE_TIMEOUT =
            withDefault("receive-timeout", duration(), TIMEOUTS.receiveTimeout());

    /** How long a negotiated connection waits for its transport. */
    static final Setting<Duration> DISCONNECT_TIMEOUT =
            withDefault("disconnect-timeout", duration(), TIMEOUTS.disconnectTimeout());

    /** How long a send may take. */
    static final Setting<Duration> TRANSPORT_SEND_TIMEOUT =
            withDefault("transport-send-timeout", duration(), TIMEOUTS.transportSendTimeout());

    /** How long a client may take to receive its last messages and to close. */
    static final Setting<Duration> CLOSE_TIMEOUT =
            withDefault("web-sockets.close-timeout", duration(), TIMEOUTS.closeTimeout());

    /** How long a TCP connection may stay open after its connection was closed. */
    static final Setting<Duration> ABORT_TIMEOUT = withDefault("abort-timeout", duration(), TIMEOUTS.abortTimeout());

    /** The configured times. */
    static TimeoutOptions read(SettingValues values) {
        return new TimeoutOptions(
                values.get(HANDSHAKE_TIMEOUT),
                values.get(KEEP_ALIVE_INTERVAL),
                values.get(CLIENT_TIMEOUT_INTERVAL),
                values.get(SILENT_CLIENT_TIMEOUT),
                values.get(RECEIVE_TIMEOUT),
                values.get(DISCONNECT_TIMEOUT),
                values.get(TRANSPORT_SEND_TIMEOUT),
                values.get(CLOSE_TIMEOUT),
                values.get(ABORT_TIMEOUT));
    }

    private TimeoutSettings() {}
}
