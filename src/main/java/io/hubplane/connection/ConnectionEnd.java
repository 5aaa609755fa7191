package io.hubplane.connection;

import io.hubplane.concurrent.CallGate;
import io.hubplane.connection.outbound.ConnectionClose;
import io.hubplane.connection.outbound.OutboundQueue;
import io.hubplane.observe.CloseReason;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.CountedConnection;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection once, whatever the cause: tells the hub when no message is being passed on, and releases the
 * transport. Safe for any thread.
 */
final class ConnectionEnd {
    private final Client client;
    private final ConnectionLifecycle lifecycle;
    private final CallGate gate;
    private final Registration registration;
    private final ActiveTransport activeTransport;
    private final OutboundQueue queue;
    private final CountedConnection counted;
    private final ConnectionServices shared;
    /**
     * The reason for the end. It is written before the gate is told of the end, which makes it visible to other
     * threads.
     */
    private CloseReason why = CloseReason.FAILED;

    ConnectionEnd(
            Client client,
            ConnectionLifecycle lifecycle,
            CallGate gate,
            Registration registration,
            ActiveTransport activeTransport,
            OutboundQueue queue,
            CountedConnection counted,
            ConnectionServices shared) {
        this.client = client;
        this.lifecycle = lifecycle;
        this.gate = gate;
        this.registration = registration;
        this.activeTransport = activeTransport;
        this.queue = queue;
        this.counted = counted;
        this.shared = shared;
    }

    /** Ends the connection normally. */
    void close(CloseReason reason, boolean allowReconnect, CloseStatus status) {
        begin(ConnectionClose.regular(reason, lifecycle.spoken(), allowReconnect, status));
    }

    void closedByClient(@Nullable String error) {
        begin(ConnectionClose.closedByClient(lifecycle.spoken(), error));
    }

    /** Ends the connection because something failed; true if it had not already ended. */
    boolean fail(CloseReason reason, Throwable failure, boolean allowReconnect, ConnectionClose.Manner manner) {
        return begin(
                ConnectionClose.failed(reason, lifecycle.spoken(), failure, allowReconnect, detailedErrors(), manner));
    }

    /** Refuses a handshake; does nothing if none is pending. */
    void refuse(CloseReason reason, String error, @Nullable Throwable cause) {
        if (lifecycle.closing(ConnectionState.HANDSHAKE)) {
            carryOut(ConnectionClose.refused(reason, error, cause, detailedErrors()), ConnectionState.HANDSHAKE);
        }
    }

    private boolean detailedErrors() {
        return shared.options().enableDetailedErrors();
    }

    /** Ends the connection; true if it had not already ended. */
    boolean begin(ConnectionClose ending) {
        ConnectionState before = lifecycle.closing();
        if (before != null) {
            carryOut(ending, before);
        }
        return before != null;
    }

    private void carryOut(ConnectionClose ending, ConnectionState before) {
        why = ending.why();
        try {
            if (before == ConnectionState.CLAIMED || before == ConnectionState.HANDSHAKE) {
                HubServices services = shared.services();
                services.observer()
                        .handshakeFailed(services.hub(), client.id(), lifecycle.transportName(), ending.why());
            }
            if (gate.end(ending.reason())) {
                registration.end(why, gate.reason());
            }
        } finally {
            releaseTransport(ending, before);
        }
    }

    /** The reading thread leaves the gate, and tells the hub about an end that came in the meantime. */
    void leaveGate() {
        if (gate.leave()) {
            registration.end(why, gate.reason());
        }
    }

    private void releaseTransport(ConnectionClose ending, ConnectionState before) {
        if (before == ConnectionState.NEGOTIATED || before == ConnectionState.CLAIMED) {
            gone();
        } else if (activeTransport.isVacant()) {
            activeTransport.leaveUnused();
            force(ending.status());
        } else if (ending.manner() == ConnectionClose.Manner.ABRUPT) {
            queue.abort(ending.status());
        } else {
            queue.close(ending);
        }
    }

    /** Gives up the transport, whether it has closed or not. */
    void force(CloseStatus status) {
        queue.abort(status);
        gone();
    }

    /** Ends an open connection because another node goes on with it; the hub is not told. False if it is not open. */
    boolean beginMove() {
        if (!lifecycle.closing(ConnectionState.OPEN)) {
            return false;
        }
        gate.end(null); // nobody is inside, since the reading has stopped
        return true;
    }

    /** Completes what {@link #beginMove} began. */
    void endMove() {
        force(CloseStatus.SERVICE_RESTART);
    }

    private void gone() {
        lifecycle.closed();
        counted.ended();
        shared.forget().accept(client.token());
    }
}
