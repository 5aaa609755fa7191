package io.hubplane.connection;

import static io.hubplane.connection.ConnectionState.CLAIMED;
import static io.hubplane.connection.ConnectionState.CLOSED;
import static io.hubplane.connection.ConnectionState.CLOSING;
import static io.hubplane.connection.ConnectionState.HANDSHAKE;
import static io.hubplane.connection.ConnectionState.NEGOTIATED;
import static io.hubplane.connection.ConnectionState.OPEN;

import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Guards the state of one connection; does nothing else. Safe for any thread. */
final class ConnectionLifecycle {
    private final LongSupplier ticker;
    private volatile ConnectionState state = NEGOTIATED;
    private volatile @Nullable TransportType transport;
    /** Written before the state, so that whoever sees a state does not see the time of the one before. */
    private volatile long since;

    ConnectionLifecycle(LongSupplier ticker) {
        this.ticker = ticker;
        this.since = ticker.getAsLong();
    }

    ConnectionState state() {
        return state;
    }

    /** When the state was entered, in nanoseconds. */
    long since() {
        return since;
    }

    /** The transport that claimed the connection, or null before. */
    @Nullable
    TransportType transport() {
        return transport;
    }

    synchronized Claim claim(TransportType type) {
        if (state == CLOSING || state == CLOSED) {
            return Claim.ENDED;
        }
        if (transport != null) {
            return transport == type ? Claim.TAKEN : Claim.OTHER_TRANSPORT;
        }
        transport = type;
        enter(CLAIMED);
        return Claim.GRANTED;
    }

    boolean opened() {
        return move(CLAIMED, HANDSHAKE);
    }

    boolean handshaken() {
        return move(HANDSHAKE, OPEN);
    }

    private synchronized boolean move(ConnectionState from, ConnectionState to) {
        if (state != from) {
            return false;
        }
        enter(to);
        return true;
    }

    private void enter(ConnectionState next) {
        since = ticker.getAsLong();
        state = next;
    }

    /**
     * Begins the end.
     *
     * @return the state before, or null if the end has begun already
     */
    synchronized @Nullable ConnectionState closing() {
        ConnectionState before = state;
        if (before == CLOSING || before == CLOSED) {
            return null;
        }
        enter(CLOSING);
        return before;
    }

    /** Begins the end if the state is the one given. */
    boolean closing(ConnectionState from) {
        return move(from, CLOSING);
    }

    synchronized void closed() {
        enter(CLOSED);
    }
}
