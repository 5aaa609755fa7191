package io.hubplane.connection;

import io.hubplane.concurrent.CallGate;
import io.hubplane.connection.outbound.ConnectionClose;
import io.hubplane.connection.outbound.EncodedMessage;
import io.hubplane.connection.outbound.OutboundQueue;
import io.hubplane.connection.outbound.ReplayBuffer;
import io.hubplane.observe.CloseReason;
import io.hubplane.protocol.HandshakeProtocol;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.ProtocolException;
import io.hubplane.protocol.TransferFormat;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.Stay;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.Wire;
import java.lang.System.Logger;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What lies between a connection and its client: the state, the way in and out, and the end.
 *
 * <p>Life cycle: claimed by a transport, opened, handshake, open, closing, closed; see {@link ConnectionState}. One
 * thread at a time of each transport calls {@link PipelineInput#received} and {@link #transportClosed}; the rest is
 * safe for any thread.
 */
final class ConnectionPipeline {
    private static final Logger LOGGER = System.getLogger(ConnectionPipeline.class.getName());

    /**
     * How long a client waits for its answer until other nodes can reach it, in nanoseconds; looked after once a
     * second. Redis takes a millisecond, and one that hangs shall not keep this node from its clients.
     */
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

    private final HubConnection connection;
    private final String token;
    private final Stay stay;
    private final HubConnections owner;
    private final ConnectionLifecycle lifecycle;
    private final Registration registration;
    private final InboundReader reader;
    private final OutboundQueue queue;
    private final PipelineOutput output;
    private final @Nullable StatefulReconnect reconnect;
    private final ActiveTransport place;
    private final ConnectionEnd end;
    private final PipelineInput inlet;
    /** When a heartbeat has to look again, in nanoseconds; the heartbeat's own. */
    private long nextCheck;

    /** Written before the state that lets other threads read it. */
    private @Nullable HubProtocol protocol;

    ConnectionPipeline(HubConnection connection, String token, NegotiatedTerms terms, Stay stay, HubConnections owner) {
        this.connection = connection;
        this.token = token;
        this.stay = stay;
        this.owner = owner;
        this.lifecycle = new ConnectionLifecycle(owner.services().ticker());
        CallGate gate = new CallGate();
        this.registration = new Registration(connection, owner);
        this.reconnect = terms.statefulReconnect() ? new StatefulReconnect() : null;
        this.reader = new InboundReader(this, registration, owner.services(), owner.options(), reconnect);
        this.nextCheck = owner.services().ticker().getAsLong();
        this.output = new PipelineOutput(this, owner.services());
        this.queue =
                new OutboundQueue(owner.options().outbound(), owner.services().ticker(), output);
        this.place =
                new ActiveTransport(lifecycle, queue, owner.services().ticker(), reconnect, owner.silentTransports());
        this.end = new ConnectionEnd(this, lifecycle, gate, registration, owner.services());
        this.inlet = new PipelineInput(this, gate, reader, end, reconnect, owner);
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
        if (registration.isWaiting() && now - since() >= LONGEST_WAIT) {
            registration.giveUpWaiting();
        }
        if (now - nextCheck >= 0) {
            nextCheck = now + check.check(this, now);
        }
        if (reconnect != null && place.isResumable() && !place.isVacant()) {
            acknowledge(reconnect.takeAcknowledgement());
            if (queue.isUncountedFor(now, StatefulReconnect.PATIENCE.toNanos()) && reconnect.isFirstWord()) {
                queue.counted(); // none of the official clients: they ping at once
            }
        }
    }

    private void acknowledge(long number) {
        if (number > 0) {
            output.deliver(EncodedMessage.control(protocol().write(new HubMessage.Ack(number))));
        }
    }

    Stay stay() {
        return stay;
    }

    long since() {
        return lifecycle.since();
    }

    ActiveTransport place() {
        return place;
    }

    OutboundQueue queue() {
        return queue;
    }

    PipelineOutput output() {
        return output;
    }

    Registration registration() {
        return registration;
    }

    InboundReader reader() {
        return reader;
    }

    /** The protocol; there is one from the handshake on. */
    HubProtocol protocol() {
        return Objects.requireNonNull(protocol);
    }

    Claim claim(TransportType type, RequestInfo request, IntConsumer granted) {
        if (!connection.belongsTo(request.identity())) {
            return Claim.OTHER_USER;
        }
        Claim claim = place.claim(type, granted);
        if (claim == Claim.GRANTED) {
            stay.carried();
            connection.claimed(request);
            HubServices services = owner.services();
            services.observer().transportConnected(services.hub(), connection.id(), type.protocolName());
        }
        return claim;
    }

    /** A claim is given back; a connection that outlives its transports waits for another. */
    void abandoned() {
        if (!place.isResumable()) {
            end(ConnectionClose.abrupt(CloseReason.TRANSPORT_ERROR, null));
        }
    }

    void opened(int number, Transport transport) {
        reader.heard();
        place.opened(number, transport);
    }

    PipelineInput inlet() {
        return inlet;
    }

    void transportClosed(int number, @Nullable Throwable failure) {
        if (place.closed(number, failure)) {
            Throwable reason = failure == null ? reader.unfinished() : failure;
            end(ConnectionClose.abrupt(reason == null ? CloseReason.CLIENT : CloseReason.TRANSPORT_ERROR, reason));
            forceClosed(CloseStatus.NORMAL);
        }
    }

    /** A transport has said its last word over a wire. */
    void released(Wire wire) {
        owner.aborts().released(wire, owner.services().ticker().getAsLong());
    }

    /**
     * Grants a handshake: the connection can be found, then the client is answered, then the hub is told. The answer
     * waits until other nodes can find the connection, too, since who has read it may count on that.
     */
    void handshaken(HubProtocol chosen, int version) {
        protocol = chosen;
        queue.text(chosen.transferFormat() == TransferFormat.TEXT);
        try {
            connection.identify(owner.users());
        } catch (RuntimeException e) {
            warn("The user of connection " + connection.id() + " could not be told", e);
            refuse(CloseReason.FAILED, HandshakeProtocol.UNEXPECTED_ERROR, e);
            return;
        }
        if (owner.services().isObserved()) {
            connection.observe(owner.services().hub(), chosen);
        }
        EncodedMessage answer = EncodedMessage.control(HandshakeProtocol.success());
        queue.hold();
        if (reconnect != null && version > 1 && lifecycle.transport() == TransportType.WEB_SOCKETS) {
            reconnect.begin();
            ReplayBuffer kept = ReplayBuffer.of(chosen, owner.options().statefulReconnectBufferSize());
            kept.answer(answer);
            queue.keep(kept);
        } else {
            queue.offer(answer);
        }
        if (lifecycle.handshaken()) {
            registration.begin(this::answerWhen);
        } else {
            answer();
        }
    }

    private void answerWhen(CompletionStage<Void> ready) {
        if (ready.toCompletableFuture().isDone()) {
            answer();
        } else {
            // Whoever completes it carries messages and must not be kept by a client.
            ready.whenComplete((nothing, failure) -> {
                if (queue.release()) {
                    owner.services().flusher().flushSoon(queue);
                }
            });
        }
    }

    private void answer() {
        if (queue.release()) {
            queue.flush();
        }
    }

    /** Refuses a handshake; does nothing if there is none to refuse. */
    void refuse(CloseReason why, String error, @Nullable Throwable cause) {
        if (lifecycle.closing(ConnectionState.HANDSHAKE)) {
            end.carryOut(ConnectionClose.refused(why, error, cause, detailedErrors()), ConnectionState.HANDSHAKE);
        }
    }

    /**
     * The client says the number of its next message, as it does first over a new transport, which has its place only
     * then.
     *
     * @throws ProtocolException if messages would be missing; the client is told over the new transport
     */
    void goesOn(HubMessage.Sequence sequence) {
        if (reconnect != null && reconnect.isOn()) {
            place.taken(reconnect.reading());
            reconnect.sequence(sequence);
            queue.flushUnasked();
        }
    }

    void closedByClient(@Nullable String error) {
        end(ConnectionClose.closedByClient(spoken(), error));
    }

    /** Whether the client polls; then a poll that is answered says what a ping would. */
    boolean polls() {
        return lifecycle.transport() == TransportType.LONG_POLLING;
    }

    void ping() {
        output.deliver(owner.ping(protocol()));
    }

    private void warn(String message, @Nullable Throwable failure) {
        owner.services().log().warn(LOGGER, connection.id(), message, failure);
    }

    /** Ends in the regular way. */
    void close(CloseReason why, boolean allowReconnect, CloseStatus status) {
        end(ConnectionClose.regular(why, spoken(), allowReconnect, status));
    }

    /** Ends because something failed; true if nothing else had before. */
    boolean fail(CloseReason why, Throwable failure, boolean allowReconnect, ConnectionClose.Manner manner) {
        return end(ConnectionClose.failed(why, spoken(), failure, allowReconnect, detailedErrors(), manner));
    }

    private boolean detailedErrors() {
        return owner.options().enableDetailedErrors();
    }

    /** The protocol, or null if the client does not wait for hub messages. */
    private @Nullable HubProtocol spoken() {
        return isOpen() ? protocol : null;
    }

    /** Ends; true if it had not before. */
    boolean end(ConnectionClose ending) {
        ConnectionState before = lifecycle.closing();
        if (before != null) {
            end.carryOut(ending, before);
        }
        return before != null;
    }

    /** The transport is gone. */
    void forget() {
        owner.forget(this);
    }

    /** Gives the transport up, whether it has closed or not. */
    void forceClosed(CloseStatus status) {
        end.force(status);
    }
}
