package io.hubplane.connection;

import io.hubplane.connection.outbound.ConnectionClose;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.connection.outbound.OutboundQueue;
import io.hubplane.observe.CloseReason;
import io.hubplane.protocol.HandshakeProtocol;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Identity;
import io.hubplane.transport.TransportException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * Checks a connection at each heartbeat: for passed deadlines, a send that hangs, a silence that needs a ping, an
 * expired identity. All times are in nanoseconds. Stateless, safe for any thread.
 */
final class LivenessCheck {
    private static final String CLIENT_SILENT =
            "Client hasn't sent a message/ping within the configured ClientTimeoutInterval.";

    private static final String CLIENT_SLOW =
            "The client took longer to send a message than hubplane.receive-timeout allows.";

    private final Deadlines deadlines;
    private final boolean closeOnExpiration;
    private final Pings pings;
    private final InstantSource clock;

    /**
     * Makes a check.
     *
     * @param protocols the protocols that clients may use
     * @param clock the time of day, for the expiry of identities
     */
    LivenessCheck(ConnectionOptions options, Collection<HubProtocol> protocols, InstantSource clock) {
        deadlines = Deadlines.of(options.timeouts());
        closeOnExpiration = options.closeOnAuthenticationExpiration();
        this.clock = clock;
        pings = new Pings(protocols);
    }

    /** Checks a connection and does what is due. */
    void beat(ConnectionPipeline pipeline, long now) {
        pipeline.waitNoLonger(now);
        if (pipeline.isDue(now)) {
            pipeline.dueAgain(now + check(pipeline, now));
        }
        pipeline.acknowledge(now);
    }

    /** Does what is due; returns after what time the connection must be checked again, 0 for the next heartbeat. */
    private long check(ConnectionPipeline pipeline, long now) {
        if (!pipeline.lifecycle().polls()) {
            return checkState(pipeline, now);
        }
        if (!pipeline.activeTransport().beat(now)) {
            pipeline.end().begin(ConnectionClose.abrupt(CloseReason.TIMEOUT, null));
        }
        checkState(pipeline, now);
        return 0; // polls have deadlines of their own
    }

    private long checkState(ConnectionPipeline pipeline, long now) {
        ConnectionState state =
                pipeline.lifecycle().state(); // read first: the time then belongs to it or to a later one
        long inState = now - pipeline.lifecycle().since();
        return switch (state) {
            case NEGOTIATED, CLAIMED -> {
                if (inState > deadlines.disconnect()) {
                    pipeline.end().begin(ConnectionClose.abrupt(CloseReason.TIMEOUT, null));
                }
                yield deadlines.until(deadlines.disconnect() - inState);
            }
            case HANDSHAKE -> {
                if (inState > deadlines.handshake()) {
                    pipeline.end().refuse(CloseReason.TIMEOUT, HandshakeProtocol.CANCELED, null);
                }
                yield deadlines.until(deadlines.handshake() - inState);
            }
            case OPEN -> checkOpen(pipeline, now);
            case CLOSING -> {
                if (inState > deadlines.close()) {
                    pipeline.end().force(CloseStatus.NORMAL);
                }
                yield deadlines.until(deadlines.close() - inState);
            }
            case CLOSED -> deadlines.shortest(); // about to be forgotten
        };
    }

    private long checkOpen(ConnectionPipeline pipeline, long now) {
        long untilExpired = closeOnExpiration ? untilExpired(pipeline.client().identity()) : deadlines.shortest();
        if (untilExpired <= 0) {
            pipeline.end().close(CloseReason.EXPIRED, true, CloseStatus.NORMAL);
            return 0;
        }
        StatefulReconnect waiting = pipeline.activeTransport().waiting();
        if (waiting != null) {
            if (waiting.isOver(now, deadlines.disconnect())) {
                pipeline.end().begin(ConnectionClose.abrupt(CloseReason.TIMEOUT, waiting.failure()));
            }
            return 0;
        }
        OutboundQueue queue = pipeline.queue();
        // A message to a client that polls waits for the next poll, which has a deadline of its own.
        if (!pipeline.lifecycle().polls() && queue.isStuck(now, deadlines.send())) {
            pipeline.end()
                    .begin(ConnectionClose.abrupt(
                            CloseReason.TIMEOUT,
                            new TransportException("A send took longer than transportSendTimeout")));
            return 0;
        }
        long untilSilent = (pipeline.reader().pings() ? deadlines.clientTimeout() : deadlines.silentClient())
                - pipeline.input().silence(now);
        if (untilSilent < 0) {
            pipeline.end()
                    .fail(
                            CloseReason.TIMEOUT,
                            new ConnectionException(CLIENT_SILENT),
                            true,
                            ConnectionClose.Manner.FLUSH);
            return 0;
        }
        long untilWhole = deadlines.receive() - pipeline.input().partialFor(now);
        if (untilWhole < 0) {
            pipeline.reader().refuseTooSlow(CLIENT_SLOW);
            return 0;
        }
        if (!pipeline.lifecycle().polls() && queue.isQuiet(now, deadlines.keepAlive())) {
            pipeline.output().deliver(pings.of(pipeline.lifecycle().protocol()));
            return 0;
        }
        long sinceSend = now - queue.lastSend();
        long untilStuck = sinceSend > deadlines.send() ? deadlines.shortest() : deadlines.send() - sinceSend;
        long untilDue =
                Math.min(Math.min(untilSilent, untilWhole), Math.min(untilStuck, deadlines.keepAlive() - sinceSend));
        return deadlines.until(Math.min(untilDue, untilExpired));
    }

    private long untilExpired(Identity identity) {
        Instant expires = identity.expires();
        return expires == null
                ? deadlines.shortest()
                : TimeUnit.NANOSECONDS.convert(Duration.between(clock.instant(), expires));
    }
}
