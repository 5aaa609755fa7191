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
 * transport mean nothing: they may hold several messages or a part of one. Read by one thread at a time; any may ask
 * what was heard.
 */
final class InboundReader {
    private static final String CLOSED_WITHIN_MESSAGE = "Connection terminated while reading a message.";

    private final Client client;
    private final ConnectionLifecycle lifecycle;
    private final ActiveTransport place;
    private final OutboundQueue queue;
    private final Registration registration;
    private final ConnectionEnd end;
    private final @Nullable StatefulReconnect reconnect;
    private final HubServices services;
    private final ConnectionOptions options;
    private final ReceiveBuffer buffer = new ReceiveBuffer();
    /** When the first byte came of the message that has not come whole, in nanoseconds; 0 if there is none. */
    private volatile long partialSince;
    /** When the client was last heard of, in nanoseconds. */
    private volatile long lastHeard;

    private volatile boolean pings;
    /** Null as soon as it has been asked for, since it is needed once. */
    private @Nullable Handshake handshake;

    InboundReader(
            Client client,
            ConnectionLifecycle lifecycle,
            ActiveTransport place,
            OutboundQueue queue,
            Registration registration,
            ConnectionEnd end,
            @Nullable StatefulReconnect reconnect,
            Handshake handshake,
            ConnectionServices shared) {
        this.client = client;
        this.lifecycle = lifecycle;
        this.place = place;
        this.queue = queue;
        this.registration = registration;
        this.end = end;
        this.reconnect = reconnect;
        this.handshake = handshake;
        this.services = shared.services();
        this.options = shared.options();
    }

    /**
     * Reads what came.
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
            partialSince = services.ticker().getAsLong() | 1; // never 0
        }
    }

    /** Whether received bytes still count: over another transport the client repeats those that were not read. */
    private boolean isCurrent() {
        return reconnect == null || !place.isLost(reconnect.reading());
    }

    private void noPart() {
        if (partialSince != 0) {
            partialSince = 0;
        }
    }

    /** For how long a message has been incomplete, in nanoseconds; 0 if there is none. Safe for any thread. */
    long partialFor(long now) {
        long since = partialSince;
        return since == 0 ? 0 : Math.max(1, now - since);
    }

    /** The client was heard of, whatever it says. For any thread. */
    void heard() {
        lastHeard = services.ticker().getAsLong();
    }

    long lastHeard() {
        return lastHeard;
    }

    /** Whether the client pings: then it is held to do so. */
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

    /** Ends the connection of a client that sends more at once than a message may have. */
    void refuseTooLong() {
        if (lifecycle.state() == ConnectionState.HANDSHAKE) {
            end.refuse(CloseReason.PROTOCOL_ERROR, HandshakeProtocol.CANCELED, null);
        } else {
            end.fail(CloseReason.PROTOCOL_ERROR, tooLong(options), true, ConnectionClose.Manner.FLUSH);
        }
    }

    /** Ends the connection of a client that takes too long over a message. */
    void refuseTooSlow(String text) {
        services.limitReached("receive-timeout");
        end.fail(CloseReason.TIMEOUT, new ConnectionException(text), true, ConnectionClose.Manner.FLUSH);
    }

    /** Ends the connection of a client that came back and sent too much while a message was still being handed on. */
    void refuseTooMuch() {
        services.limitReached("reconnect-bytes");
        String text = "The client has come back, and has sent more than " + ReadingTurn.MOST_LEFT
                + " bytes while a message that came before was still being handed on";
        end.fail(CloseReason.FAILED, new ConnectionException(text), true, ConnectionClose.Manner.FLUSH);
    }

    /** Forgets the part of a message that came last: another transport begins. */
    void restart() {
        buffer.clear();
        noPart();
    }

    /** Why a transport that closed without an error is an error all the same, or null if it is none. */
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
     * The client says the number of its next message, as it does first over a new transport, which has its place only
     * then.
     *
     * @throws ProtocolException if messages would be missing; the client is told over the new transport
     */
    private void goesOn(HubMessage.Sequence sequence) {
        if (reconnect != null && reconnect.isOn()) {
            place.taken(reconnect.reading());
            reconnect.sequence(sequence);
            queue.flushUnasked();
        }
    }
}
