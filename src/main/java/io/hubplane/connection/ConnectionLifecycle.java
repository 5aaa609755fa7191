package io.hubplane.connection;

import static io.hubplane.connection.ConnectionState.CLAIMED;
import static io.hubplane.connection.ConnectionState.CLOSED;
import static io.hubplane.connection.ConnectionState.CLOSING;
import static io.hubplane.connection.ConnectionState.HANDSHAKE;
import static io.hubplane.connection.ConnectionState.NEGOTIATED;
import static io.hubplane.connection.ConnectionState.OPEN;

import io.hubplane.protocol.HubProtocol;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Guards the state of one connection, and knows over which transport and in which protocol its client is spoken to; does
 * nothing else. Safe for any thread.
 */
final class ConnectionLifecycle {
    private final LongSupplier ticker;
    private volatile ConnectionState state = NEGOTIATED;
    private volatile @Nullable TransportType transport;
    /** Written before the state, so that whoever sees a state does not see the time of the one before. */
    private volatile long since;
    /** Written before the state that lets other threads read it. */
    private @Nullable HubProtocol protocol;

    ConnectionLifecycle(LongSupplier ticker) {
        this.ticker = ticker;
        this.since = ticker.getAsLong();
    }

    ConnectionState state() {
        return state;
    }

    boolean isOpen() {
        return state == OPEN;
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

    /** The name of the transport; empty before one has claimed the connection. */
    String transportName() {
        TransportType type = transport;
        return type == null ? "" : type.protocolName();
    }

    /** Whether the client polls; then a poll that is answered says what a ping would. */
    boolean polls() {
        return transport == TransportType.LONG_POLLING;
    }

    /** The client has asked for a protocol. To be called before {@link #handshaken}. */
    void speaks(HubProtocol chosen) {
        protocol = chosen;
    }

    /** The protocol; there is one from the handshake on. */
    HubProtocol protocol() {
        return Objects.requireNonNull(protocol);
    }

    /** The protocol, or null if the client does not wait for hub messages. */
    @Nullable
    HubProtocol spoken() {
        return isOpen() ? protocol : null;
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
