package io.hubplane.connection;

/** Options that differ from the defaults in one thing. */
final class ConnectionOptionsFixture {
    private ConnectionOptionsFixture() {}

    static ConnectionOptions detailed() {
        return with(1024 * 1024, 10_000, 64 * 1024, OverflowPolicy.CLOSE, true, false);
    }

    static ConnectionOptions closeOnAuthenticationExpiration() {
        return with(1024 * 1024, 10_000, 64 * 1024, OverflowPolicy.CLOSE, false, true);
    }

    static ConnectionOptions outbound(OverflowPolicy policy, int bytes, int messages, int frame) {
        return with(bytes, messages, frame, policy, false, false);
    }

    private static ConnectionOptions with(
            int bytes,
            int messages,
            int frame,
            OverflowPolicy policy,
            boolean detailedErrors,
            boolean closeOnAuthenticationExpiration) {
        ConnectionOptions defaults = ConnectionOptions.DEFAULTS;
        return new ConnectionOptions(
                defaults.handshakeTimeout(),
                defaults.keepAliveInterval(),
                defaults.clientTimeoutInterval(),
                defaults.disconnectTimeout(),
                defaults.transportSendTimeout(),
                defaults.closeTimeout(),
                defaults.maximumReceiveMessageSize(),
                bytes,
                messages,
                frame,
                defaults.transportMaxBufferSize(),
                defaults.statefulReconnectBufferSize(),
                policy,
                closeOnAuthenticationExpiration,
                detailedErrors);
    }
}
