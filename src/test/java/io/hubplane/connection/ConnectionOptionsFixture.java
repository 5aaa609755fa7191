package io.hubplane.connection;

import io.hubplane.connection.outbound.OutboundOptions;
import java.time.Duration;

/** Options that differ from the defaults in one value. */
public final class ConnectionOptionsFixture {
    private static final ConnectionOptions DEFAULTS = ConnectionOptions.DEFAULTS;

    private ConnectionOptionsFixture() {}

    static ConnectionOptions detailed() {
        return with(
                DEFAULTS.timeouts(),
                DEFAULTS.outbound(),
                DEFAULTS.maximumReceiveMessageSize(),
                DEFAULTS.statefulReconnectBufferSize(),
                false,
                true);
    }

    static ConnectionOptions closeOnAuthenticationExpiration() {
        return with(
                DEFAULTS.timeouts(),
                DEFAULTS.outbound(),
                DEFAULTS.maximumReceiveMessageSize(),
                DEFAULTS.statefulReconnectBufferSize(),
                true,
                false);
    }

    static ConnectionOptions statefulReconnect(int bufferSize) {
        return with(DEFAULTS.timeouts(), DEFAULTS.outbound(), DEFAULTS.maximumReceiveMessageSize(), bufferSize);
    }

    static ConnectionOptions maximumReceiveMessageSize(int size) {
        return with(DEFAULTS.timeouts(), DEFAULTS.outbound(), size, DEFAULTS.statefulReconnectBufferSize());
    }

    public static ConnectionOptions with(OutboundOptions outbound) {
        return with(
                DEFAULTS.timeouts(),
                outbound,
                DEFAULTS.maximumReceiveMessageSize(),
                DEFAULTS.statefulReconnectBufferSize());
    }

    /** Connections wait a long time for their next transport. */
    static ConnectionOptions patient(Duration disconnectTimeout) {
        TimeoutOptions usual = DEFAULTS.timeouts();
        TimeoutOptions timeouts = new TimeoutOptions(
                usual.handshakeTimeout(),
                usual.keepAliveInterval(),
                usual.clientTimeoutInterval(),
                usual.silentClientTimeout(),
                usual.receiveTimeout(),
                disconnectTimeout,
                usual.transportSendTimeout(),
                usual.closeTimeout(),
                usual.abortTimeout());
        return with(
                timeouts,
                DEFAULTS.outbound(),
                DEFAULTS.maximumReceiveMessageSize(),
                DEFAULTS.statefulReconnectBufferSize());
    }

    private static ConnectionOptions with(
            TimeoutOptions timeouts, OutboundOptions outbound, int maximumReceive, int statefulReconnectBuffer) {
        return with(timeouts, outbound, maximumReceive, statefulReconnectBuffer, false, false);
    }

    private static ConnectionOptions with(
            TimeoutOptions timeouts,
            OutboundOptions outbound,
            int maximumReceive,
            int statefulReconnectBuffer,
            boolean closeOnExpiration,
            boolean detailedErrors) {
        return new ConnectionOptions(
                timeouts,
                outbound,
                maximumReceive,
                statefulReconnectBuffer,
                DEFAULTS.maximumGroupsPerConnection(),
                closeOnExpiration,
                detailedErrors);
    }
}
