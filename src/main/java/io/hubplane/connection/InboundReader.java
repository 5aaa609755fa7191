package io.hubplane.connection;

import io.hubplane.connection.outbound.ConnectionClose;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.connection.outbound.OutboundQueue;
import io.hubplane.observe.CloseReason;
import io.hubplane.protocol.Framing;
import io.hubplane.protocol.HandshakeProtocol;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.ProtocolException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a connection's bytes: the handshake (Hub Protocol, <em>Overview</em>), then hub messages. Frames of the
 * transport have no meaning here: they may contain several messages or a part of one. One thread at a time reads; any
 * thread may ask for times.
 */
final class InboundReader {
    private static final String CLOSED_WITHIN_MESSAGE = "Connection terminated while reading a message.";

    private final Client client;
    private final ConnectionLifecycle lifecycle;
    private final ActiveTransport activeTransport;
    private final OutboundQueue queue;
    private final Registration registration;
    private final ConnectionEnd end;
    private final @Nullable StatefulReconnect reconnect;
    private final HubServices services;
    private final ConnectionOptions options;
    private final ReceiveBuffer buffer = new ReceiveBuffer();
    /** When the first byte of an incomplete message came, in nanoseconds; 0 if there is no such message. */
    private volatile long partialSince;
    /** When the client was last heard from, in nanoseconds. */
    private volatile long lastHeard;

    private volatile boolean pings;
    /** Null after its use, since it is needed only once. */
    private @Nullable Handshake handshake;

    InboundReader(
            Client client,
            ConnectionLifecycle lifecycle,
            ActiveTransport activeTransport,
            OutboundQueue queue,
            Registration registration,
            ConnectionEnd end,
            @Nullable StatefulReconnect reconnect,
            Handshake handshake,
            ConnectionServices shared) {
        this.client = client;
        this.lifecycle = lifecycle;
        this.activeTransport = activeTransport;
        this.queue = queue;
        this.registration = registration;
        this.end = end;
        this.reconnect = reconnect;
        this.handshake = handshake;
        this.services = shared.services();
        this.options = shared.options();
    }

    /**
     * Reads the bytes that came.
     *
     * @throws ProtocolException if the client broke the protocol after the handshake
     */
    void read(ByteBuffer data) {
        boolean begins = buffer.available() == 0;
        buffer.append(data);
        Handshake asked = handshake;
        if (asked != null && lifecycle.state() == ConnectionState.HANDSHAKE) {
            readHandshake(asked);
        }
        while (lifecycle.isOpen() && isCurrent() && readMessage(lifecycle.protocol())) {
            begins = true;
        }
        if (buffer.available() == 0) {
            noPart();
        } else if (begins) {
            partialSince = services.ticker().getAsLong() | 1; // must not be 0
        }
    }

    /** Whether received bytes still count; over another transport the client repeats what was not read. */
    private boolean isCurrent() {
        return reconnect == null || !activeTransport.isLost(reconnect.reading());
    }

    private void noPart() {
        if (partialSince != 0) {
            partialSince = 0;
        }
    }

    /** How long a message has been incomplete, in nanoseconds; 0 if there is none. Safe for any thread. */
    long partialFor(long now) {
        long since = partialSince;
        return since == 0 ? 0 : Math.max(1, now - since);
    }

    /** The client has sent something. Safe for any thread. */
    void heard() {
        lastHeard = services.ticker().getAsLong();
    }

    long lastHeard() {
        return lastHeard;
    }

    /** Whether the client pings; if so, it must continue. */
    boolean pings() {
        return pings;
    }

    /** Whether nothing more should come for now. */
    boolean isCrowded() {
        return registration.isCrowded();
    }

    int maximumMessageSize() {
        return options.maximumReceiveMessageSize();
    }

    /** Ends the connection of a client that sends more in one piece than a message may have. */
    void refuseTooLong() {
        if (lifecycle.state() == ConnectionState.HANDSHAKE) {
            end.refuse(CloseReason.PROTOCOL_ERROR, HandshakeProtocol.CANCELED, null);
        } else {
            end.fail(CloseReason.PROTOCOL_ERROR, tooLong(options), true, ConnectionClose.Manner.FLUSH);
        }
    }

    /** Ends the connection of a client that takes too long to send a message. */
    void refuseTooSlow(String text) {
        services.limitReached("receive-timeout");
        end.fail(CloseReason.TIMEOUT, new ConnectionException(text), true, ConnectionClose.Manner.FLUSH);
    }

    /**
     * Ends the connection of a client that came back and sent too much while an earlier message was being passed on.
     */
    void refuseTooMuch() {
        services.limitReached("reconnect-bytes");
        String text = "The client has come back and has sent more than " + ReadingTurn.MOST_LEFT
                + " bytes while an earlier message was still being processed";
        end.fail(CloseReason.FAILED, new ConnectionException(text), true, ConnectionClose.Manner.FLUSH);
    }

    /** Drops the incomplete message, since another transport begins. */
    void restart() {
        buffer.clear();
        noPart();
    }

    /** The error of a transport that closed without one but in the middle of a message; null if there is none. */
    @Nullable
    Throwable unfinished() {
        return lifecycle.isOpen() && buffer.available() > 0 ? new ProtocolException(CLOSED_WITHIN_MESSAGE) : null;
    }

    private void readHandshake(Handshake asked) {
        Framing.Bounds bounds = buffer.next(Framing.RECORD_SEPARATOR);
        if (bounds.message() > options.maximumReceiveMessageSize()) {
            end.refuse(CloseReason.PROTOCOL_ERROR, HandshakeProtocol.CANCELED, null);
        } else if (bounds.isComplete()) {
            handshake = null;
            try {
                asked.requested(HandshakeProtocol.readRequest(buffer.bytes(), buffer.start(), bounds.message()));
                buffer.consume(bounds.frame());
            } catch (ProtocolException e) {
                end.refuse(CloseReason.PROTOCOL_ERROR, HandshakeProtocol.UNEXPECTED_ERROR, e);
            }
        }
    }

    private boolean readMessage(HubProtocol protocol) {
        if (buffer.available() == 0) {
            return false;
        }
        Framing.Bounds bounds = buffer.next(protocol.framing());
        if (bounds.message() > options.maximumReceiveMessageSize()) {
            throw tooLong(options);
        }
        if (!bounds.isComplete()) {
            return false;
        }
        int length = bounds.message();
        HubMessage message = protocol.read(buffer.bytes(), buffer.start() + bounds.header(), length);
        buffer.consume(bounds.frame());
        services.messageReceived(client.observed(), length);
        if (message != null) {
            handle(message, length);
        }
        return true;
    }

    private static ProtocolException tooLong(ConnectionOptions options) {
        return new ProtocolException("The maximum message size of " + options.maximumReceiveMessageSize()
                + "B was exceeded. The message size can be configured by hubplane.maximum-receive-message-size.");
    }

    private void handle(HubMessage message, int length) {
        if (reconnect != null && reconnect.isFirstWord()) {
            queue.counted();
        }
        if (message instanceof HubMessage.Ping) {
            pings = true;
        } else if (message instanceof HubMessage.Close close) {
            end.closedByClient(close.error());
        } else if (message instanceof HubMessage.Ack ack) {
            queue.acknowledged(ack.sequenceId());
        } else if (message instanceof HubMessage.Sequence sequence) {
            goesOn(sequence);
        } else if (reconnect == null || reconnect.isNew()) {
            registration.received(message, length);
        }
    }

    /**
     * The client announces the number of its next message. It does so first of all over a new transport, which becomes
     * the active one only then.
     *
     * @throws ProtocolException if messages would be missing; the client is told over the new transport
     */
    private void goesOn(HubMessage.Sequence sequence) {
        if (reconnect != null && reconnect.isOn()) {
            activeTransport.taken(reconnect.reading());
            reconnect.sequence(sequence);
            queue.flushUnasked();
        }
    }
}
