package io.hubplane.connection;

import io.hubplane.concurrent.CallGate;
import io.hubplane.connection.outbound.ConnectionClose;
import io.hubplane.connection.outbound.EncodedMessage;
import io.hubplane.connection.outbound.OutboundQueue;
import io.hubplane.connection.outbound.QueueOwner;
import io.hubplane.connection.outbound.SharedFrames;
import io.hubplane.observe.CloseReason;
import io.hubplane.protocol.HubMessage;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.CountedConnection;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.Wire;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything between a connection and its client: makes the parts, passes on the events of transports and of the queue,
 * and has the parts checked regularly.
 *
 * <p>Life cycle: claimed by a transport, opened, handshake, open, closing, closed; see {@link ConnectionState}. One
 * thread at a time of each transport calls {@link PipelineInput#received} and {@link #transportClosed}; everything else
 * is safe for any thread.
 */
final class ConnectionPipeline implements QueueOwner {
    /**
     * How long the client's answer waits until other nodes can reach the client, in nanoseconds; checked once a second.
     * Redis takes a millisecond for this; a Redis that hangs must not keep this node from serving its clients.
     */
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

    private final Client client;
    private final CountedConnection counted;
    private final ConnectionServices shared;
    private final HubServices services;
    private final ConnectionLifecycle lifecycle;
    private final @Nullable StatefulReconnect reconnect;
    private final Registration registration;
    private final OutboundQueue queue;
    private final ActiveTransport activeTransport;
    private final ConnectionEnd end;
    private final PipelineOutput output;
    private final InboundReader reader;
    private final PipelineInput input;
    /** When a heartbeat must check the connection again, in nanoseconds; used only by the heartbeat. */
    private long nextCheck;

    ConnectionPipeline(
            Client client,
            NegotiatedTerms terms,
            CountedConnection counted,
            Registration.Hub hub,
            ConnectionServices shared) {
        this.client = client;
        this.counted = counted;
        this.shared = shared;
        this.services = shared.services();
        LongSupplier ticker = services.ticker();
        CallGate gate = new CallGate();
        this.lifecycle = new ConnectionLifecycle(ticker);
        this.reconnect = terms.statefulReconnect() ? new StatefulReconnect() : null;
        this.registration = new Registration(client, hub, services);
        this.queue = new OutboundQueue(shared.options().outbound(), ticker, this);
        this.activeTransport = new ActiveTransport(lifecycle, queue, ticker, reconnect, shared.unusedTransports());
        this.end = new ConnectionEnd(client, lifecycle, gate, registration, activeTransport, queue, counted, shared);
        this.output = new PipelineOutput(client, queue, end, services);
        Handshake handshake =
                new Handshake(client, lifecycle, activeTransport, queue, registration, end, reconnect, shared);
        this.reader = new InboundReader(
                client, lifecycle, activeTransport, queue, registration, end, reconnect, handshake, shared);
        this.input = new PipelineInput(client, gate, activeTransport, reader, end, reconnect, shared);
        this.nextCheck = ticker.getAsLong();
    }

    Client client() {
        return client;
    }

    ConnectionLifecycle lifecycle() {
        return lifecycle;
    }

    Registration registration() {
        return registration;
    }

    OutboundQueue queue() {
        return queue;
    }

    ActiveTransport activeTransport() {
        return activeTransport;
    }

    ConnectionEnd end() {
        return end;
    }

    PipelineOutput output() {
        return output;
    }

    InboundReader reader() {
        return reader;
    }

    PipelineInput input() {
        return input;
    }

    /** Null if the negotiation did not grant it. */
    @Nullable
    StatefulReconnect reconnect() {
        return reconnect;
    }

    /** Goes on with a connection of another node, instead of the handshake; false if this node cannot. */
    boolean goOn(Handover handover) {
        return reconnect != null
                && new Adoption(client, lifecycle, activeTransport, queue, registration, reconnect, shared)
                        .from(handover);
    }

    /** Serves the client without other nodes if they cannot reach it for too long. */
    void waitNoLonger(long now) {
        if (registration.isWaiting() && now - lifecycle.since() >= LONGEST_WAIT) {
            registration.giveUpWaiting();
        }
    }

    /** Whether the connection must be checked now. */
    boolean isDue(long now) {
        return now - nextCheck >= 0;
    }

    void dueAgain(long time) {
        nextCheck = time;
    }

    /**
     * If the client may come back: acknowledges what has been received, and checks whether the client counts messages.
     */
    void acknowledge(long now) {
        if (reconnect != null && activeTransport.isResumable() && !activeTransport.isVacant()) {
            acknowledgeUpTo(reconnect.takeAcknowledgement());
            if (queue.isUncountedFor(now, StatefulReconnect.PATIENCE.toNanos()) && reconnect.isFirstWord()) {
                queue.counted(); // not an official client: those ping at once
            }
        }
    }

    private void acknowledgeUpTo(long number) {
        if (number > 0) {
            output.deliver(EncodedMessage.control(lifecycle.protocol().write(new HubMessage.Ack(number))));
        }
    }

    Claim claim(TransportType type, RequestInfo request, IntConsumer granted) {
        if (!client.belongsTo(request.identity())) {
            return Claim.OTHER_USER;
        }
        if (shared.sendsAway().test(client.id()) && activeTransport.isResumable()) {
            return Claim.ELSEWHERE;
        }
        Claim claim = activeTransport.claim(type, granted);
        if (claim == Claim.GRANTED) {
            counted.claimed();
            client.claimed(request);
            services.observer().transportConnected(services.hub(), client.id(), type.protocolName());
        }
        return claim;
    }

    /** A claim was given back; a connection that outlives its transports waits for another one. */
    void abandoned() {
        if (!activeTransport.isResumable()) {
            end.begin(ConnectionClose.abrupt(CloseReason.TRANSPORT_ERROR, null));
        }
    }

    /**
     * Closes the transport, so that the client comes back, if another node can go on with the connection.
     *
     * @return false if the connection must end instead
     */
    boolean sendsAway() {
        if (!shared.sendsAway().test(client.id()) || !activeTransport.isResumable()) {
            return false;
        }
        if (!activeTransport.isVacant()) { // otherwise it already waits, perhaps for the other node
            activeTransport.release();
        }
        return true;
    }

    void opened(int number, Transport transport) {
        reader.heard();
        activeTransport.opened(number, transport);
    }

    void transportClosed(int number, @Nullable Throwable failure) {
        if (activeTransport.closed(number, failure)) {
            Throwable reason = failure == null ? reader.unfinished() : failure;
            end.begin(
                    ConnectionClose.abrupt(reason == null ? CloseReason.CLIENT : CloseReason.TRANSPORT_ERROR, reason));
            end.force(CloseStatus.NORMAL);
        }
    }

    /** A transport has sent its last bytes over a wire. */
    void released(Wire wire) {
        shared.aborts().released(wire, services.ticker().getAsLong());
    }

    @Override
    public SharedFrames frames() {
        return services.frames();
    }

    @Override
    public void flushSoon() {
        services.flusher().flushSoon(queue);
    }

    @Override
    public void frameSent(int messages, int bytes) {
        services.frameSent(client.observed(), messages, bytes);
    }

    @Override
    public void dropped(int messages) {
        services.messagesDropped(client.observed(), messages);
    }

    @Override
    public void sendFailed(@Nullable Transport failed, Throwable failure) {
        if (activeTransport.failed(failed, failure)) {
            end.begin(ConnectionClose.abrupt(CloseReason.TRANSPORT_ERROR, failure));
        }
    }
}
