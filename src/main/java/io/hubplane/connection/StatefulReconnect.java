package io.hubplane.connection;

import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.protocol.HubMessage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets a connection continue over another WebSocket when it loses its own (Hub Protocol, <em>Stateful reconnect</em>):
 * counts the client's messages, and limits how long the connection waits for the client. The {@link ReplayBuffer} holds
 * what must be sent again. It exists only for connections whose negotiation granted it, and is on if the handshake
 * asked for it, too.
 *
 * <p>One thread at a time calls the methods about received messages, which the {@link ReadingTurn} ensures; the other
 * methods are safe for any thread.
 */
final class StatefulReconnect {
    /**
     * How long a client may take until its first message after the answer to its handshake, and until it sends
     * {@code Sequence} over a new transport. Clients do both at once, so this time is for slow networks.
     */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MessageCounter counter = new MessageCounter();
    private volatile boolean on;
    /** Whether the client has sent something since its handshake. */
    private volatile boolean spoken;
    /** The number of the transport that is being read; 0 before the first. */
    private int read;
    /** Used by the heartbeat; only a new transport resets it. */
    private volatile long acknowledged;

    private volatile long lostSince;
    private volatile @Nullable Throwable failure;
    /** When a transport came over which the client has not yet sent {@code Sequence}. Written before {@link #came}. */
    private volatile long cameAt;

    private volatile boolean came;

    void begin() {
        on = true;
    }

    /**
     * Goes on where another node has stopped: the client has counted, and has lost its transport.
     *
     * @param processed how many of its messages have been processed
     */
    void goesOn(long processed, long now) {
        counter.goesOn(processed);
        read = 1; // whatever comes next follows a transport
        spoken = true;
        lost(now, null);
        on = true;
    }

    /** Whether the client has sent something since its handshake. */
    boolean hasSpoken() {
        return spoken;
    }

    /** How many messages of the client have been processed. */
    long processed() {
        return counter.processed();
    }

    boolean isOn() {
        return on;
    }

    /** The client has sent something; true the first time after its handshake. */
    boolean isFirstWord() {
        if (!on || spoken) {
            return false;
        }
        spoken = true;
        return true;
    }

    /** The number of the transport that is being read. */
    int reading() {
        return read;
    }

    /** A transport brings bytes; true if they are its first bytes and it follows another transport. */
    boolean reads(int transport) {
        boolean follows = read != 0 && read != transport;
        read = transport;
        if (follows) {
            counter.restart();
        }
        return follows;
    }

    /** Whether an invocation, a completion or a similar message is new and must be passed on. */
    boolean isNew() {
        return !on || counter.isNew();
    }

    void sequence(HubMessage.Sequence message) {
        if (on) {
            counter.sequence(message.sequenceId());
        }
    }

    /** The number to acknowledge, or 0 if it was already acknowledged. */
    long takeAcknowledgement() {
        long processed = counter.processed();
        if (processed <= acknowledged) {
            return 0;
        }
        acknowledged = processed;
        return processed;
    }

    /** The transport is lost. */
    void lost(long now, @Nullable Throwable why) {
        failure = why;
        lostSince = now;
    }

    /** Another transport has come; the client may not use it. */
    void came(long now) {
        cameAt = now;
        came = true;
    }

    /** The transport that came is gone before the client sent anything over it. */
    void wentUnused() {
        came = false;
    }

    /**
     * The client continues over another transport: acknowledgements begin again, since the old one may have lost some.
     */
    void resumed() {
        came = false;
        failure = null;
        acknowledged = 0;
    }

    /**
     * Whether the wait for the client is over: for its next transport, or for its first message over that transport.
     */
    boolean isOver(long now, long disconnectTimeout) {
        return came ? now - cameAt > PATIENCE.toNanos() : now - lostSince > disconnectTimeout;
    }

    /** The reason for the end if the client does not continue. */
    Throwable failure() {
        if (came) {
            return new ConnectionException("The client has come back but has not sent its Sequence message within "
                    + PATIENCE.toSeconds() + " seconds");
        }
        Throwable why = failure;
        return why == null ? new ConnectionException("The client has not come back") : why;
    }
}
