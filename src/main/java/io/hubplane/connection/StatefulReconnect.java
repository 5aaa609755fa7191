package io.hubplane.connection;

import io.hubplane.protocol.HubMessage;
import org.jspecify.annotations.Nullable;

/**
 * What a connection needs to go on over another WebSocket when it loses its own (Hub Protocol, <em>Stateful
 * reconnect</em>): the count of the client's messages, and when the last carrier was lost. What is sent again lies in
 * the {@link ReplayBuffer}. Exists for connections only whose negotiation granted it, and is on when the handshake asked
 * for it, too.
 *
 * <p>The methods about received messages are called by one thread at a time, which holds this object's lock; the others
 * are safe for any thread.
 */
final class StatefulReconnect {
    private final MessageCounter counter = new MessageCounter();
    private volatile boolean on;
    /** The carrier that is read; 0 before the first. */
    private int read;
    /** The heartbeat's own, but for a new carrier, which has it begin anew. */
    private volatile long acknowledged;

    private volatile long lostSince;
    private volatile @Nullable Throwable failure;

    void begin() {
        on = true;
    }

    boolean isOn() {
        return on;
    }

    /** A carrier brings bytes; true if they are the first of one that follows another. */
    boolean reads(int carrier) {
        boolean follows = read != 0 && read != carrier;
        read = carrier;
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

    /** The carrier is lost. */
    void lost(long now, @Nullable Throwable why) {
        failure = why;
        lostSince = now;
    }

    /** Another carrier has come: it is told again what the one before may not have brought. */
    void resumed() {
        failure = null;
        acknowledged = 0;
    }

    /** When the carrier was lost, in nanoseconds. */
    long lostSince() {
        return lostSince;
    }

    /** Why the connection ends when no other carrier comes. */
    Throwable failure() {
        Throwable why = failure;
        return why == null ? new ConnectionException("The client has not come back") : why;
    }
}
