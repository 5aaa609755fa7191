package io.hubplane.connection;

import io.hubplane.concurrent.CallGate;
import io.hubplane.connection.outbound.ConnectionClose;
import io.hubplane.observe.CloseReason;
import io.hubplane.protocol.ProtocolException;
import io.hubplane.transport.Identity;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes that the transports of a connection bring. Each transport calls it on one thread at a time; the
 * methods about times are safe for any thread.
 */
final class PipelineInput {
    private static final Logger LOGGER = System.getLogger(PipelineInput.class.getName());

    private final Client client;
    private final CallGate gate;
    private final ActiveTransport activeTransport;
    private final InboundReader reader;
    private final ConnectionEnd end;
    private final @Nullable StatefulReconnect reconnect;
    private final HubServices services;
    private final UnusedTransports unused;
    private final @Nullable ReadingTurn turn;

    PipelineInput(
            Client client,
            CallGate gate,
            ActiveTransport activeTransport,
            InboundReader reader,
            ConnectionEnd end,
            @Nullable StatefulReconnect reconnect,
            ConnectionServices shared) {
        this.client = client;
        this.gate = gate;
        this.activeTransport = activeTransport;
        this.reader = reader;
        this.end = end;
        this.reconnect = reconnect;
        this.services = shared.services();
        this.unused = shared.unusedTransports();
        this.turn = reconnect == null ? null : new ReadingTurn(this::readOf);
    }

    void received(int transport, ByteBuffer data, Identity sender) {
        if (turn == null) {
            if (!activeTransport.isLost(transport)) {
                read(data, sender);
            }
        } else if (activeTransport.isLost(transport)) {
            unused.spoke(activeTransport, transport);
        } else if (!turn.received(transport, data, sender)) {
            reader.refuseTooMuch();
        }
    }

    /** Reads for a connection that may change its transport; threads of the previous transport may still come here. */
    private void readOf(int transport, ByteBuffer data, Identity sender) {
        if (activeTransport.isLost(transport)) {
            unused.spoke(activeTransport, transport);
            return;
        }
        if (reconnect != null && reconnect.reads(transport)) {
            reader.restart();
        }
        read(data, sender);
    }

    private void read(ByteBuffer data, Identity sender) {
        if (!gate.enter()) {
            return;
        }
        try {
            client.receives(sender);
            reader.read(data);
        } catch (ProtocolException e) {
            end.fail(CloseReason.PROTOCOL_ERROR, e, true, ConnectionClose.Manner.FLUSH);
        } catch (RuntimeException e) {
            String id = client.id();
            services.log().warn(LOGGER, id, "A message of connection " + id + " could not be processed", e);
            end.fail(CloseReason.FAILED, e, true, ConnectionClose.Manner.FLUSH);
        } finally {
            reader.heard();
            end.leaveGate();
        }
    }

    /** Whether no thread is reading; true only of a connection that may change its transport. */
    boolean isIdle() {
        return turn != null && turn.isFree();
    }

    /** Whether the thread that passes a message on may be held back, because no other thread waits for it. */
    boolean mayHoldReader() {
        return turn == null || !turn.isAwaited();
    }

    /** How long the client has been sending a message that is incomplete, in nanoseconds; 0 if there is none. */
    long partialFor(long now) {
        // In this order: a thread that has left the gate has already recorded where the message began.
        return gate.isInside() ? 0 : Math.max(activeTransport.partialFor(now), reader.partialFor(now));
    }

    /** How long the client has sent nothing, in nanoseconds. */
    long silence(long now) {
        // In this order: a thread that has left the gate has already recorded the time.
        return gate.isInside() ? 0 : now - reader.lastHeard();
    }
}
