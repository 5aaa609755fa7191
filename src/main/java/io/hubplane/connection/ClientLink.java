package io.hubplane.connection;

import io.hubplane.observe.HubObserver;
import io.hubplane.protocol.HandshakeProtocol;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.ProtocolException;
import io.hubplane.protocol.TransferFormat;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What lies between a connection and its client: the state, the way in and out, and the end.
 *
 * <p>Life cycle: claimed by a carrier, opened, handshake, open, closing, closed; see {@link ConnectionState}. One thread
 * at a time calls {@link #received} and {@link #carrierClosed}; the rest is safe for any thread.
 */
final class ClientLink {
    private static final Logger LOGGER = System.getLogger(ClientLink.class.getName());

    private final HubConnection connection;
    private final String token;
    private final HubConnections owner;
    private final ConnectionLifecycle lifecycle;
    private final InboundGate gate = new InboundGate();
    private final Registration registration;
    private final InboundReader reader;
    private final OutboundQueue queue;
    private volatile long lastReceived;
    private volatile boolean clientPings;
    /** When a heartbeat has to look again, in nanoseconds; the heartbeat's own. */
    private long nextCheck;

    // The rest is written before the state that lets other threads read it.
    private @Nullable Transport transport;
    private @Nullable HubProtocol protocol;
    private @Nullable Throwable reason;

    ClientLink(HubConnection connection, String token, HubConnections owner) {
        this.connection = connection;
        this.token = token;
        this.owner = owner;
        this.lifecycle = new ConnectionLifecycle(owner.services().ticker());
        this.registration = new Registration(connection, owner);
        this.reader = new InboundReader(this, registration, owner.services(), owner.options());
        this.nextCheck = now();
        this.queue = new OutboundQueue(owner.options(), owner.services().ticker(), new QueueOwner());
    }

    private long now() {
        return owner.services().ticker().getAsLong();
    }

    HubConnection connection() {
        return connection;
    }

    String transportName() {
        TransportType type = lifecycle.transport();
        return type == null ? "" : type.protocolName();
    }

    boolean isOpen() {
        return lifecycle.state() == ConnectionState.OPEN;
    }

    String token() {
        return token;
    }

    ConnectionState state() {
        return lifecycle.state();
    }

    /** Looks after the link if it is time. */
    void beat(long now, LivenessCheck check) {
        if (now - nextCheck >= 0) {
            nextCheck = now + check.check(this, now);
        }
    }

    long since() {
        return lifecycle.since();
    }

    OutboundQueue queue() {
        return queue;
    }

    /** The protocol; there is one from the handshake on. */
    HubProtocol protocol() {
        return Objects.requireNonNull(protocol);
    }

    boolean carriesBinary() {
        return transport != null && transport.carriesBinary();
    }

    Claim claim(TransportType type, RequestInfo request) {
        Claim claim = lifecycle.claim(type);
        if (claim == Claim.GRANTED) {
            connection.claimed(request);
        }
        return claim;
    }

    void opened(Transport carrier) {
        transport = carrier;
        queue.open(carrier);
        if (!lifecycle.opened()) {
            carrier.close(CloseStatus.NORMAL); // ended while the carrier was opening
        }
    }

    void received(ByteBuffer data) {
        if (!gate.enter()) {
            return;
        }
        try {
            reader.read(data);
        } catch (ProtocolException e) {
            fail(e, true, Ending.Manner.FLUSH);
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "A message of connection " + connection.id() + " could not be handed on", e);
            fail(e, true, Ending.Manner.FLUSH);
        } finally {
            lastReceived = now();
            if (gate.leave()) {
                registration.end(reason);
            }
        }
    }

    void pauseReceiving() {
        if (transport != null) {
            transport.pauseReceiving();
        }
    }

    void carrierClosed(@Nullable Throwable failure) {
        end(Ending.abrupt(failure == null ? reader.unfinished() : failure));
        forceClosed(CloseStatus.NORMAL);
    }

    /** Grants a handshake: the client is answered, then other nodes can reach the connection, then the hub is told. */
    void handshaken(HubProtocol chosen) {
        protocol = chosen;
        queue.text(chosen.transferFormat() == TransferFormat.TEXT);
        try {
            connection.identify(owner.users());
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "The user of connection " + connection.id() + " could not be told", e);
            refuse(HandshakeProtocol.UNEXPECTED_ERROR, e);
            return;
        }
        queue.offer(EncodedMessage.essential(HandshakeProtocol.success()));
        queue.flush();
        if (lifecycle.handshaken()) {
            registration.begin();
        }
    }

    /** Refuses a handshake; does nothing if there is none to refuse. */
    void refuse(String error, @Nullable Throwable cause) {
        if (lifecycle.closing(ConnectionState.HANDSHAKE)) {
            observer().handshakeFailed(hub());
            carryOut(Ending.refused(error, cause, detailedErrors()), ConnectionState.HANDSHAKE);
        }
    }

    void pinged() {
        clientPings = true;
    }

    void closedByClient(@Nullable String error) {
        end(Ending.closedByClient(spoken(), error));
    }

    /** How long a client that pings has not been heard of, in nanoseconds; 0 for one that does not. */
    long silence(long now) {
        // In this order: whoever has left the gate has noted the time before.
        return clientPings && !gate.isInside() ? now - lastReceived : 0;
    }

    /** Whether silence could be taken for the end; a poll that is answered says enough. */
    boolean needsPings() {
        return lifecycle.transport() != TransportType.LONG_POLLING;
    }

    void ping() {
        deliver(owner.ping(protocol()));
    }

    /** Queues a message and sends it at once. */
    void send(EncodedMessage message) {
        if (offer(message) != OutboundQueue.Offer.DROPPED) {
            queue.flush();
        }
    }

    /** Queues a message and leaves its sending to the flusher. */
    void deliver(EncodedMessage message) {
        if (offer(message) == OutboundQueue.Offer.FLUSH) {
            owner.services().flusher().flushSoon(queue);
        }
    }

    private OutboundQueue.Offer offer(EncodedMessage message) {
        OutboundQueue.Offer offer = queue.offer(message);
        if (offer == OutboundQueue.Offer.OVERFLOW) {
            observer().sendDropped(hub());
            fail(
                    new ConnectionException("The client is too slow: more would wait for it than "
                            + owner.options().outboundQueueMessages() + " messages or "
                            + owner.options().outboundQueueBytes() + " bytes"),
                    true,
                    Ending.Manner.DISCARD);
        }
        return offer;
    }

    /** Ends in the regular way. */
    void close(boolean allowReconnect, CloseStatus status) {
        end(Ending.regular(spoken(), allowReconnect, status));
    }

    void fail(Throwable failure, boolean allowReconnect, Ending.Manner manner) {
        end(Ending.failed(spoken(), failure, allowReconnect, detailedErrors(), manner));
    }

    private boolean detailedErrors() {
        return owner.options().enableDetailedErrors();
    }

    /** The protocol, or null if the client does not wait for hub messages. */
    private @Nullable HubProtocol spoken() {
        return isOpen() ? protocol : null;
    }

    void end(Ending ending) {
        ConnectionState before = lifecycle.closing();
        if (before != null) {
            carryOut(ending, before);
        }
    }

    private void carryOut(Ending ending, ConnectionState before) {
        reason = ending.reason();
        try {
            if (gate.end()) {
                registration.end(reason);
            }
        } finally {
            releaseCarrier(ending, before);
        }
    }

    private void releaseCarrier(Ending ending, ConnectionState before) {
        if (before == ConnectionState.NEGOTIATED || before == ConnectionState.CLAIMED) {
            gone();
        } else if (ending.manner() == Ending.Manner.ABRUPT) {
            queue.abort(ending.status());
        } else {
            queue.close(ending.farewell(), ending.status(), ending.manner() == Ending.Manner.DISCARD);
        }
    }

    /** Gives the carrier up, whether it has closed or not. */
    void forceClosed(CloseStatus status) {
        queue.abort(status);
        gone();
    }

    private void gone() {
        lifecycle.closed();
        owner.forget(this);
    }

    private HubObserver observer() {
        return owner.services().observer();
    }

    private String hub() {
        return owner.services().hub();
    }

    private final class QueueOwner implements OutboundQueue.Owner {
        @Override
        public void frameSent(int messages, int bytes) {
            observer().frameSent(hub(), messages, bytes);
        }

        @Override
        public void dropped(int messages) {
            for (int i = 0; i < messages; i++) {
                observer().sendDropped(hub());
            }
        }

        @Override
        public void sendFailed(Throwable failure) {
            end(Ending.abrupt(failure));
        }
    }
}
