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
 * Guards the state of one connection, and records its transport and protocol; does nothing else. Safe for any thread.
 */
final class ConnectionLifecycle {
    private final LongSupplier ticker;
    private volatile ConnectionState state = NEGOTIATED;
    private volatile @Nullable TransportType transport;
    /** Written before the state, so that a thread which sees a state does not see the time of an earlier one. */
    private volatile long since;
    /** Written before the state that allows other threads to read it. */
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

    /** The transport that has claimed the connection, or null if none has. */
    @Nullable
    TransportType transport() {
        return transport;
    }

    /** The name of the transport; empty before a transport has claimed the connection. */
    String transportName() {
        TransportType type = transport;
        return type == null ? "" : type.protocolName();
    }

    /** Whether the client polls; then the answer to a poll has the effect of a ping. */
    boolean polls() {
        return transport == TransportType.LONG_POLLING;
    }

    /** The client has asked for a protocol; called before {@link #handshaken}. */
    void speaks(HubProtocol chosen) {
        protocol = chosen;
    }

    /** The protocol; not null after the handshake. */
    HubProtocol protocol() {
        return Objects.requireNonNull(protocol);
    }

    /** The protocol, or null if the client does not expect hub messages. */
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
     * @return the previous state, or null if the end had already begun
     */
    synchronized @Nullable ConnectionState closing() {
        ConnectionState before = state;
        if (before == CLOSING || before == CLOSED) {
            return null;
        }
        enter(CLOSING);
        return before;
    }

    /** Begins the end if the connection is in a given state. */
    boolean closing(ConnectionState from) {
        return move(from, CLOSING);
    }

    synchronized void closed() {
        enter(CLOSED);
    }
}
