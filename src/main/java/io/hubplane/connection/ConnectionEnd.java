package io.hubplane.connection;

import io.hubplane.concurrent.CallGate;
import io.hubplane.connection.outbound.ConnectionClose;
import io.hubplane.observe.CloseReason;
import io.hubplane.transport.CloseStatus;

/**
 * Carries out the end of a connection, once, whatever caused it: the hub is told when no message is being handed on,
 * and the transport is let go. Safe for any thread.
 */
final class ConnectionEnd {
    private final ConnectionPipeline link;
    private final ConnectionLifecycle lifecycle;
    private final CallGate gate;
    private final Registration registration;
    private final HubServices services;
    /** Why the end came; written before the gate hears of it, which has other threads see it. */
    private CloseReason why = CloseReason.FAILED;

    ConnectionEnd(
            ConnectionPipeline link,
            ConnectionLifecycle lifecycle,
            CallGate gate,
            Registration registration,
            HubServices services) {
        this.link = link;
        this.lifecycle = lifecycle;
        this.gate = gate;
        this.registration = registration;
        this.services = services;
    }

    /**
     * Carries out what the lifecycle has begun.
     *
     * @param before the state before
     */
    void carryOut(ConnectionClose ending, ConnectionState before) {
        why = ending.why();
        try {
            if (before == ConnectionState.CLAIMED || before == ConnectionState.HANDSHAKE) {
                services.observer()
                        .handshakeFailed(services.hub(), link.connection().id(), link.transportName(), ending.why());
            }
            if (gate.end(ending.reason())) {
                registration.end(why, gate.reason());
            }
        } finally {
            releaseTransport(ending, before);
        }
    }

    /** The reading thread goes out, and tells the hub of an end that came meanwhile. */
    void leaveGate() {
        if (gate.leave()) {
            registration.end(why, gate.reason());
        }
    }

    private void releaseTransport(ConnectionClose ending, ConnectionState before) {
        if (before == ConnectionState.NEGOTIATED || before == ConnectionState.CLAIMED) {
            gone();
        } else if (link.place().isVacant()) {
            link.place().leaveUnused();
            force(ending.status());
        } else if (ending.manner() == ConnectionClose.Manner.ABRUPT) {
            link.queue().abort(ending.status());
        } else {
            link.queue().close(ending);
        }
    }

    /** Gives the transport up, whether it has closed or not. */
    void force(CloseStatus status) {
        link.queue().abort(status);
        gone();
    }

    private void gone() {
        lifecycle.closed();
        link.forget();
    }
}
