package io.hubplane.connection;

import io.hubplane.protocol.HandshakeProtocol;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.TransportException;

/**
 * What a heartbeat looks for in a connection: deadlines passed, a send that hangs, a silence to break. All times are
 * nanoseconds. Stateless, safe for any thread.
 */
final class LivenessCheck {
    private static final String CLIENT_SILENT =
            "Client hasn't sent a message/ping within the configured ClientTimeoutInterval.";

    private final long handshakeTimeout;
    private final long keepAliveInterval;
    private final long clientTimeoutInterval;
    private final long disconnectTimeout;
    private final long sendTimeout;

    LivenessCheck(ConnectionOptions options) {
        handshakeTimeout = options.handshakeTimeout().toNanos();
        keepAliveInterval = options.keepAliveInterval().toNanos();
        clientTimeoutInterval = options.clientTimeoutInterval().toNanos();
        disconnectTimeout = options.disconnectTimeout().toNanos();
        sendTimeout = options.transportSendTimeout().toNanos();
    }

    void check(ClientLink link, long now) {
        switch (link.state()) {
            case NEGOTIATED, CLAIMED -> {
                if (now - link.since() > disconnectTimeout) {
                    link.end(Ending.abrupt(null));
                }
            }
            case HANDSHAKE -> {
                if (now - link.since() > handshakeTimeout) {
                    link.refuse(HandshakeProtocol.CANCELED, null);
                }
            }
            case OPEN -> checkOpen(link, now);
            case CLOSING -> {
                if (now - link.since() > sendTimeout) {
                    link.forceClosed(CloseStatus.NORMAL);
                }
            }
            case CLOSED -> {
                // The table forgets it.
            }
        }
    }

    private void checkOpen(ClientLink link, long now) {
        if (link.queue().isStuck(now, sendTimeout)) {
            link.end(Ending.abrupt(new TransportException("A send took longer than transportSendTimeout")));
        } else if (link.isSilent(now, clientTimeoutInterval)) {
            link.fail(new ConnectionException(CLIENT_SILENT), true, Ending.Manner.FLUSH);
        } else if (link.needsPings() && link.queue().isQuiet(now, keepAliveInterval)) {
            link.ping();
        }
    }
}
