package io.hubplane.connection;

import io.hubplane.connection.outbound.ConnectionClose;
import io.hubplane.connection.outbound.EncodedMessage;
import io.hubplane.connection.outbound.PendingFlushes;
import io.hubplane.observe.CloseReason;
import io.hubplane.observe.ObservedConnection;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.CountedConnection;
import io.hubplane.transport.Identity;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RequestInfo;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection, as the hub and the registry see it. Safe for any thread.
 *
 * <p>It ends once, whatever the cause: it is removed from the registry and its groups, its receiver is told, a Close
 * leaves after the waiting messages (unless the transport is unusable), and the transport is closed.
 */
public final class HubConnection implements Caller {
    private static final Logger LOGGER = System.getLogger(HubConnection.class.getName());

    private final Client client;
    private final ConnectionPipeline pipeline;
    private final GroupMembership groups;
    private final PendingClientResults awaited = new PendingClientResults();
    /** Made when the application first uses it. */
    private volatile @Nullable Map<String, Object> items;

    /**
     * Makes a connection that waits for a transport.
     *
     * @param hub makes the hub as this connection enters it
     */
    HubConnection(
            Client client,
            NegotiatedTerms terms,
            CountedConnection counted,
            Function<HubConnection, Registration.Hub> hub,
            ConnectionServices shared) {
        this.client = client;
        this.groups = new GroupMembership(client.id(), shared.groupLimit());
        this.pipeline = new ConnectionPipeline(client, terms, counted, hub.apply(this), shared);
    }

    @Override
    public String id() {
        return client.id();
    }

    @Override
    public String transportName() {
        return pipeline.lifecycle().transportName();
    }

    @Override
    public Optional<String> userIdentifier() {
        return Optional.ofNullable(client.userIdentifier());
    }

    @Override
    public Sender sender() {
        return client.sender();
    }

    @Override
    public Optional<String> header(String name) {
        return client.request().header(name);
    }

    @Override
    public Optional<String> queryParameter(String name) {
        return client.request().queryParameter(name);
    }

    @Override
    public Optional<String> cookie(String name) {
        return client.request().cookie(name);
    }

    @Override
    public Map<String, Object> items() {
        Map<String, Object> present = items;
        return present == null ? makeItems() : present;
    }

    private synchronized Map<String, Object> makeItems() {
        Map<String, Object> present = items;
        if (present == null) {
            present = new ConcurrentHashMap<>(2);
            items = present;
        }
        return present;
    }

    @Override
    public boolean isOpen() {
        return pipeline.lifecycle().isOpen();
    }

    @Override
    public void write(HubMessage message) {
        if (!isOpen()) {
            return;
        }
        HubProtocol protocol = protocol();
        byte[] bytes = protocol.write(message);
        EncodedMessage encoded = EncodedMessage.of(message, bytes, protocol);
        if (message instanceof HubMessage.StreamItem) {
            pipeline.output().deliver(encoded);
        } else {
            pipeline.output().send(encoded);
        }
    }

    @Override
    public boolean whenWritable(Runnable action) {
        return pipeline.queue().whenWritable(action);
    }

    @Override
    public boolean answered(HubMessage.Completion completion) {
        ClientResultCallback result = awaited.remove(completion.invocationId());
        if (result == null) {
            LOGGER.log(Level.DEBUG, "Connection {0} sent a completion too late, or without being asked", id());
            return false;
        }
        result.answered(completion);
        return true;
    }

    @Override
    public void abort() {
        pipeline.end().close(CloseReason.ABORTED, false, CloseStatus.NORMAL);
    }

    @Override
    public void fail(Throwable reason, boolean allowReconnect) {
        pipeline.end().fail(CloseReason.FAILED, reason, allowReconnect, ConnectionClose.Manner.FLUSH);
    }

    @Override
    public boolean pauseReceiving() {
        return pipeline.activeTransport().pauseReceiving();
    }

    @Override
    public boolean mayHoldReader() {
        return pipeline.input().mayHoldReader();
    }

    /** The request of the transport; before there is a transport, the request of the negotiation. */
    public RequestInfo request() {
        return client.request();
    }

    /** The identity of the latest request. */
    public Identity identity() {
        return client.identity();
    }

    @Override
    public @Nullable ObservedConnection observed() {
        return client.observed();
    }

    /**
     * Makes the connection a member of a group; a second call changes nothing.
     *
     * @param enter adds the connection to the members of a group; must not block
     * @return completed when the connection receives what other nodes send to the group; fails if the connection has
     *     ended, or is in as many groups as it may be
     */
    public CompletionStage<Void> join(String group, Function<String, CompletionStage<Void>> enter) {
        return groups.join(group, enter);
    }

    /** Ends a membership, if there is one; {@code exit} removes the connection from the members of a group. */
    public void leave(String group, Consumer<String> exit) {
        groups.leave(group, exit);
    }

    /** The connection has ended: removes it from all groups, and lets it join no more. */
    public void leaveAll(Consumer<String> exit) {
        groups.end(exit);
    }

    /** The groups that the connection is in at this moment. */
    public Set<String> groups() {
        return groups.names();
    }

    /**
     * Ends the connection for a reason that the client is told, with the advice not to reconnect by itself.
     *
     * @return false if it was already ending
     */
    public boolean disconnect(String reason) {
        return pipeline.end()
                .begin(ConnectionClose.disconnected(pipeline.lifecycle().spoken(), reason));
    }

    /** The questions that the client has not answered. */
    public PendingClientResults awaited() {
        return awaited;
    }

    ConnectionPipeline pipeline() {
        return pipeline;
    }

    /** The protocol; not null after the handshake. */
    public HubProtocol protocol() {
        return pipeline.lifecycle().protocol();
    }

    /** Queues a message and sends it at once. */
    public void send(EncodedMessage message) {
        pipeline.output().send(message);
    }

    /** Queues a message and lets the flusher send it. */
    public void deliver(EncodedMessage message) {
        pipeline.output().deliver(message);
    }

    /**
     * Queues a message, and collects the queue to be flushed together with others.
     *
     * @return true if so much waits that a sender with more messages should wait for {@link #whenWritable}
     */
    public boolean deliver(EncodedMessage message, PendingFlushes flushes) {
        return pipeline.output().deliver(message, flushes);
    }

    /** Whether the connection outlives its transport. */
    public boolean isResumable() {
        return pipeline.activeTransport().isResumable();
    }

    /** Ends the connection because the node shuts down; its client may reconnect. */
    public void goAway() {
        pipeline.end().close(CloseReason.SHUTDOWN, true, CloseStatus.GOING_AWAY);
    }

    /** Whether what the application keeps with it can go to another node: texts, numbers and booleans can. */
    boolean isPortable() {
        Map<String, Object> present = items;
        return present == null || present.values().stream().allMatch(Handover::isPortable);
    }

    /** Asks the client to go to another node, without ending the connection if that node can go on with it. */
    public void goElsewhere() {
        if (!isPortable() || !pipeline.sendsAway()) {
            goAway();
        }
    }

    /** Whether it waits for its client's next transport. */
    boolean isOnItsWay() {
        return pipeline.activeTransport().waiting() != null;
    }

    /** The secret that the client's requests carry. */
    public String token() {
        return client.token();
    }
}
