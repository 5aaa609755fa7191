package io.hubplane.connection;

import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.connection.outbound.ReplayBuffer;
import io.hubplane.protocol.HubMessage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a connection needs to go on over another WebSocket when it loses its own (Hub Protocol, <em>Stateful
 * reconnect</em>): the count of the client's messages, and for how long it waits for whom. What is sent again lies in
 * the {@link ReplayBuffer}. Exists for connections only whose negotiation granted it, and is on when the handshake
 * asked for it, too.
 *
 * <p>The methods about received messages are called by one thread at a time, as the {@link ReadingTurn} sees to; the
 * others are safe for any thread.
 */
final class StatefulReconnect {
    /**
     * How long a client may take to say something after the answer to its handshake has begun to leave, and to say over
     * a new transport where it goes on. It does so at once, so that this is for a slow network.
     */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MessageCounter counter = new MessageCounter();
    private volatile boolean on;
    /** The client has said something since its handshake. */
    private volatile boolean spoken;
    /** The transport that is read; 0 before the first. */
    private int read;
    /** The heartbeat's own, but for a new transport, which has it begin anew. */
    private volatile long acknowledged;

    private volatile long lostSince;
    private volatile @Nullable Throwable failure;
    /** When a transport came over which the client has not said where it goes on. Written before {@link #came}. */
    private volatile long cameAt;

    private volatile boolean came;

    void begin() {
        on = true;
    }

    boolean isOn() {
        return on;
    }

    /** The client says something; true for the first time after its handshake. */
    boolean isFirstWord() {
        if (!on || spoken) {
            return false;
        }
        spoken = true;
        return true;
    }

    /** The transport that is read. */
    int reading() {
        return read;
    }

    /** A transport brings bytes; true if they are the first of one that follows another. */
    boolean reads(int transport) {
        boolean follows = read != 0 && read != transport;
        read = transport;
        if (follows) {
            counter.restart();
        }
        return follows;
    }

    /** Whether an invocation, completion or the like is to be handed on. */
    boolean isNew() {
        return !on || counter.isNew();
    }

    void sequence(HubMessage.Sequence message) {
        if (on) {
            counter.sequence(message.sequenceId());
        }
    }

    /** The number to acknowledge, or 0 if that has been done. */
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

    /** Another transport has come, which need not mean that the client uses it. */
    void came(long now) {
        cameAt = now;
        came = true;
    }

    /** The transport that has come is gone, and the client has said nothing over it. */
    void wentUnused() {
        came = false;
    }

    /** The client goes on over another transport: it is told again what the one before may not have brought. */
    void resumed() {
        came = false;
        failure = null;
        acknowledged = 0;
    }

    /** Whether the client has been waited for long enough: for its next transport, or for its first word over that. */
    boolean isOver(long now, long disconnectTimeout) {
        return came ? now - cameAt > PATIENCE.toNanos() : now - lostSince > disconnectTimeout;
    }

    /** Why the connection ends when nobody goes on with it. */
    Throwable failure() {
        if (came) {
            return new ConnectionException("The client has come back, and has not said within " + PATIENCE.toSeconds()
                    + " seconds where it goes on");
        }
        Throwable why = failure;
        return why == null ? new ConnectionException("The client has not come back") : why;
    }
}
