package io.hubplane.connection;

import io.hubplane.connection.outbound.ConnectionClose;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.connection.outbound.OutboundQueue;
import io.hubplane.observe.CloseReason;
import io.hubplane.protocol.HandshakeProtocol;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Identity;
import io.hubplane.transport.TransportException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * What a heartbeat looks for in a connection: deadlines passed, a send that hangs, a silence to break, an identity that
 * has expired. All times are nanoseconds. Stateless, safe for any thread.
 */
final class LivenessCheck {
    private static final String CLIENT_SILENT =
            "Client hasn't sent a message/ping within the configured ClientTimeoutInterval.";

    private static final String CLIENT_SLOW =
            "The client took longer for a message, from its first byte to its last, than hubplane.receive-timeout allows.";

    private final long handshakeTimeout;
    private final long keepAliveInterval;
    private final long clientTimeoutInterval;
    private final long silentClientTimeout;
    private final long receiveTimeout;
    private final long disconnectTimeout;
    private final long sendTimeout;
    private final long closeTimeout;
    private final boolean closeOnExpiration;
    private final InstantSource clock;
    /** Nothing that begins after a check can fall due before this has passed. */
    private final long shortest;

    /**
     * Makes a check.
     *
     * @param clock the time of day, by which identities expire
     */
    LivenessCheck(ConnectionOptions options, InstantSource clock) {
        TimeoutOptions timeouts = options.timeouts();
        handshakeTimeout = timeouts.handshakeTimeout().toNanos();
        keepAliveInterval = timeouts.keepAliveInterval().toNanos();
        clientTimeoutInterval = timeouts.clientTimeoutInterval().toNanos();
        silentClientTimeout = timeouts.silentClientTimeout().toNanos();
        receiveTimeout = timeouts.receiveTimeout().toNanos();
        disconnectTimeout = timeouts.disconnectTimeout().toNanos();
        sendTimeout = timeouts.transportSendTimeout().toNanos();
        closeTimeout = timeouts.closeTimeout().toNanos();
        closeOnExpiration = options.closeOnAuthenticationExpiration();
        this.clock = clock;
        shortest = LongStream.of(
                        handshakeTimeout,
                        keepAliveInterval,
                        clientTimeoutInterval,
                        silentClientTimeout,
                        receiveTimeout,
                        disconnectTimeout,
                        sendTimeout,
                        closeTimeout)
                .min()
                .orElseThrow();
    }

    /**
     * Looks at a connection and does what is due.
     *
     * @return how long it need not be looked at again; 0 for the next heartbeat
     */
    long check(ConnectionPipeline link, long now) {
        if (!link.polls()) {
            return checkState(link, now);
        }
        if (!link.place().beat(now)) {
            link.end(ConnectionClose.abrupt(CloseReason.TIMEOUT, null));
        }
        checkState(link, now);
        return 0; // its polls have deadlines of their own
    }

    private long checkState(ConnectionPipeline link, long now) {
        ConnectionState state = link.state(); // read first: the time belongs to it or to a later one
        long inState = now - link.since();
        return switch (state) {
            case NEGOTIATED, CLAIMED -> {
                if (inState > disconnectTimeout) {
                    link.end(ConnectionClose.abrupt(CloseReason.TIMEOUT, null));
                }
                yield bounded(disconnectTimeout - inState);
            }
            case HANDSHAKE -> {
                if (inState > handshakeTimeout) {
                    link.refuse(CloseReason.TIMEOUT, HandshakeProtocol.CANCELED, null);
                }
                yield bounded(handshakeTimeout - inState);
            }
            case OPEN -> checkOpen(link, now);
            case CLOSING -> {
                if (inState > closeTimeout) {
                    link.forceClosed(CloseStatus.NORMAL);
                }
                yield bounded(closeTimeout - inState);
            }
            case CLOSED -> shortest; // about to be forgotten
        };
    }

    private long checkOpen(ConnectionPipeline link, long now) {
        long untilExpired = closeOnExpiration ? untilExpired(link.connection().identity()) : shortest;
        if (untilExpired <= 0) {
            link.close(CloseReason.EXPIRED, true, CloseStatus.NORMAL);
            return 0;
        }
        StatefulReconnect waiting = link.place().waiting();
        if (waiting != null) {
            if (waiting.isOver(now, disconnectTimeout)) {
                link.end(ConnectionClose.abrupt(CloseReason.TIMEOUT, waiting.failure()));
            }
            return 0;
        }
        OutboundQueue queue = link.queue();
        // What is sent to a client that polls waits for its next poll, which has a deadline of its own.
        if (!link.polls() && queue.isStuck(now, sendTimeout)) {
            link.end(ConnectionClose.abrupt(
                    CloseReason.TIMEOUT, new TransportException("A send took longer than transportSendTimeout")));
            return 0;
        }
        long untilSilent = (link.reader().pings() ? clientTimeoutInterval : silentClientTimeout)
                - link.inlet().silence(now);
        if (untilSilent < 0) {
            link.fail(CloseReason.TIMEOUT, new ConnectionException(CLIENT_SILENT), true, ConnectionClose.Manner.FLUSH);
            return 0;
        }
        long untilWhole = receiveTimeout - link.inlet().partialFor(now);
        if (untilWhole < 0) {
            link.reader().refuseTooSlow(CLIENT_SLOW);
            return 0;
        }
        if (!link.polls() && queue.isQuiet(now, keepAliveInterval)) {
            link.ping();
            return 0;
        }
        long sinceSend = now - queue.lastSend();
        long untilStuck = sinceSend > sendTimeout ? shortest : sendTimeout - sinceSend;
        long untilDue =
                Math.min(Math.min(untilSilent, untilWhole), Math.min(untilStuck, keepAliveInterval - sinceSend));
        return bounded(Math.min(untilDue, untilExpired));
    }

    private long untilExpired(Identity identity) {
        Instant expires = identity.expires();
        return expires == null ? shortest : TimeUnit.NANOSECONDS.convert(Duration.between(clock.instant(), expires));
    }

    private long bounded(long left) {
        return Math.max(0, Math.min(left, shortest));
    }
}
