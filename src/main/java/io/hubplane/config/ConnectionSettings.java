package io.hubplane.config;

import static io.hubplane.config.Setting.withDefault;
import static io.hubplane.config.ValueType.bool;
import static io.hubplane.config.ValueType.integer;

import io.hubplane.connection.ConnectionOptions;

/** The other settings of connections. */
final class ConnectionSettings {
    private static final int MOST = Integer.MAX_VALUE;
    private static final ConnectionOptions CONNECTION = ConnectionOptions.DEFAULTS;

    /** The longest message a client may send. */
    static final Setting<Integer> MAXIMUM_RECEIVE_MESSAGE_SIZE = withDefault(
            "maximum-receive-message-size", integer("bytes", 1, MOST), CONNECTION.maximumReceiveMessageSize());

    /** How much data that a client has not acknowledged is kept for a stateful reconnect. */
    static final Setting<Integer> STATEFUL_RECONNECT_BUFFER_SIZE = withDefault(
            "stateful-reconnect-buffer-size", integer("bytes", 1, MOST), CONNECTION.statefulReconnectBufferSize());

    /** How many groups a connection may be in. */
    static final Setting<Integer> MAXIMUM_GROUPS_PER_CONNECTION = withDefault(
            "maximum-groups-per-connection", integer("groups", 1, MOST), CONNECTION.maximumGroupsPerConnection());

    /** Whether a connection ends when its client's token expires. */
    static final Setting<Boolean> CLOSE_ON_AUTHENTICATION_EXPIRATION =
            withDefault("close-on-authentication-expiration", bool(), CONNECTION.closeOnAuthenticationExpiration());

    /** Whether clients are told the texts of all exceptions. */
    static final Setting<Boolean> ENABLE_DETAILED_ERRORS =
            withDefault("enable-detailed-errors", bool(), CONNECTION.enableDetailedErrors());

    /** The configured options. */
    static ConnectionOptions read(SettingValues values) {
        return new ConnectionOptions(
                TimeoutSettings.read(values),
                OutboundSettings.read(values),
                values.get(MAXIMUM_RECEIVE_MESSAGE_SIZE),
                values.get(STATEFUL_RECONNECT_BUFFER_SIZE),
                values.get(MAXIMUM_GROUPS_PER_CONNECTION),
                values.get(CLOSE_ON_AUTHENTICATION_EXPIRATION),
                values.get(ENABLE_DETAILED_ERRORS));
    }

    private ConnectionSettings() {}
}
