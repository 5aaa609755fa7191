package io.hubplane.connection;

import java.time.Duration;

/** Options that differ from the defaults in one thing. */
final class ConnectionOptionsFixture {
    private ConnectionOptionsFixture() {}

    static ConnectionOptions detailed() {
        return with(1024 * 1024, 10_000, 64 * 1024, 100_000, 8, OverflowPolicy.CLOSE, true, false);
    }

    static ConnectionOptions closeOnAuthenticationExpiration() {
        return with(1024 * 1024, 10_000, 64 * 1024, 100_000, 8, OverflowPolicy.CLOSE, false, true);
    }

    static ConnectionOptions statefulReconnect(int bufferSize) {
        return with(1024 * 1024, 10_000, 64 * 1024, bufferSize, 8, OverflowPolicy.CLOSE, false, false);
    }

    /** Connections wait for long for their next carrier. */
    static ConnectionOptions patient(Duration disconnectTimeout) {
        ConnectionOptions defaults = ConnectionOptions.DEFAULTS;
        return new ConnectionOptions(
                defaults.handshakeTimeout(),
                defaults.keepAliveInterval(),
                defaults.clientTimeoutInterval(),
                defaults.silentClientTimeout(),
                defaults.receiveTimeout(),
                disconnectTimeout,
                defaults.transportSendTimeout(),
                defaults.closeTimeout(),
                defaults.maximumReceiveMessageSize(),
                defaults.outboundQueueBytes(),
                defaults.outboundQueueMessages(),
                defaults.maximumFrameSize(),
                defaults.transportMaxBufferSize(),
                defaults.statefulReconnectBufferSize(),
                defaults.outboundBurstFactor(),
                defaults.slowClientTimeout(),
                defaults.maximumGroupsPerConnection(),
                defaults.overflowPolicy(),
                defaults.closeOnAuthenticationExpiration(),
                defaults.enableDetailedErrors());
    }

    /** Nothing beyond the bounds may wait. */
    static ConnectionOptions outbound(OverflowPolicy policy, int bytes, int messages, int frame) {
        return bursts(1, policy, bytes, messages, frame);
    }

    /** A client that takes its messages may have more waiting. */
    static ConnectionOptions bursts(int factor, OverflowPolicy policy, int bytes, int messages, int frame) {
        return with(bytes, messages, frame, 100_000, factor, policy, false, false);
    }

    private static ConnectionOptions with(
            int bytes,
            int messages,
            int frame,
            int statefulReconnectBufferSize,
            int burstFactor,
            OverflowPolicy policy,
            boolean detailedErrors,
            boolean closeOnAuthenticationExpiration) {
        ConnectionOptions defaults = ConnectionOptions.DEFAULTS;
        return new ConnectionOptions(
                defaults.handshakeTimeout(),
                defaults.keepAliveInterval(),
                defaults.clientTimeoutInterval(),
                defaults.silentClientTimeout(),
                defaults.receiveTimeout(),
                defaults.disconnectTimeout(),
                defaults.transportSendTimeout(),
                defaults.closeTimeout(),
                defaults.maximumReceiveMessageSize(),
                bytes,
                messages,
                frame,
                defaults.transportMaxBufferSize(),
                statefulReconnectBufferSize,
                burstFactor,
                defaults.slowClientTimeout(),
                defaults.maximumGroupsPerConnection(),
                policy,
                closeOnAuthenticationExpiration,
                detailedErrors);
    }
}
