package io.hubplane.connection;

import io.hubplane.connection.outbound.ConnectionClose;
import io.hubplane.connection.outbound.EncodedMessage;
import io.hubplane.connection.outbound.PendingFlushes;
import io.hubplane.observe.CloseReason;
import io.hubplane.observe.ObservedConnection;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Identity;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.Stay;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection, as the hub and the stores see it. Safe for any thread.
 *
 * <p>Its end is carried out once, whatever caused it: it leaves the stores and its groups, its receiver is told, a
 * Close leaves after what waits (unless the transport is of no use any more), and the transport is closed.
 */
public final class HubConnection implements Caller {
    private static final Logger LOGGER = System.getLogger(HubConnection.class.getName());

    private final String id;
    private final ConnectionPipeline link;
    private final GroupMembership groups;
    private final PendingClientResults awaited = new PendingClientResults();
    private volatile RequestInfo request;
    /** Of the latest request; always the same user. */
    private volatile Identity identity;
    /** Of the bytes that are being read; used by whoever reads them. */
    private Sender sender;

    private volatile @Nullable String userIdentifier;
    /** Made with the handshake if somebody observes; written before the state that lets other threads read it. */
    private @Nullable ObservedConnection observed;
    /** Made when the application first asks for it. */
    private volatile @Nullable Map<String, Object> items;

    HubConnection(
            String id, String token, RequestInfo request, NegotiatedTerms terms, Stay stay, HubConnections owner) {
        this.id = id;
        this.request = request;
        this.identity = request.identity();
        this.sender = new Sender(request.identity());
        this.groups = new GroupMembership(id, owner.groupLimit());
        this.link = new ConnectionPipeline(this, token, terms, stay, owner);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String transportName() {
        return link.transportName();
    }

    @Override
    public Optional<String> userIdentifier() {
        return Optional.ofNullable(userIdentifier);
    }

    @Override
    public Sender sender() {
        return sender;
    }

    @Override
    public Optional<String> header(String name) {
        return request.header(name);
    }

    @Override
    public Optional<String> queryParameter(String name) {
        return request.queryParameter(name);
    }

    @Override
    public Optional<String> cookie(String name) {
        return request.cookie(name);
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
        return link.isOpen();
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
            link.output().deliver(encoded);
        } else {
            link.output().send(encoded);
        }
    }

    @Override
    public boolean whenWritable(Runnable action) {
        return link.queue().whenWritable(action);
    }

    @Override
    public boolean answered(HubMessage.Completion completion) {
        ClientResultCallback result = awaited.remove(completion.invocationId());
        if (result == null) {
            LOGGER.log(Level.DEBUG, "Connection {0} sent a completion too late, or without being asked", id);
            return false;
        }
        result.answered(completion);
        return true;
    }

    @Override
    public void abort() {
        link.close(CloseReason.ABORTED, false, CloseStatus.NORMAL);
    }

    @Override
    public void fail(Throwable reason, boolean allowReconnect) {
        link.fail(CloseReason.FAILED, reason, allowReconnect, ConnectionClose.Manner.FLUSH);
    }

    @Override
    public boolean pauseReceiving() {
        return link.place().pauseReceiving();
    }

    @Override
    public boolean mayHoldReader() {
        return link.inlet().mayHoldReader();
    }

    /** The request of the transport, or that of the negotiation as long as there is none. */
    public RequestInfo request() {
        return request;
    }

    /** Whose the connection is, by its latest request. */
    public Identity identity() {
        return identity;
    }

    /** A transport has claimed the connection. */
    void claimed(RequestInfo transportsRequest) {
        request = transportsRequest;
        identity = transportsRequest.identity();
    }

    /** A request has come; false, and nothing changes, if it is not the user's the connection was made for. */
    boolean renewed(Identity latest) {
        if (!belongsTo(latest)) {
            return false;
        }
        identity = latest;
        return true;
    }

    /** Whether a request's sender is the user the connection was made for. */
    boolean belongsTo(Identity asking) {
        boolean same = identity.isSameUser(asking);
        if (!same) {
            LOGGER.log(Level.DEBUG, "Connection {0}: a request of another user was refused", id);
        }
        return same;
    }

    /** Bytes are about to be read. */
    void receives(Identity bringing) {
        if (!sender.is(bringing)) {
            sender = new Sender(bringing);
        }
    }

    /** Asks for the user, once. */
    void identify(UserIdentification users) {
        userIdentifier = users.userIdentifier(request).orElse(null);
    }

    /** Has the connection known to observers, once, after {@link #identify}. */
    void observe(String hub, HubProtocol protocol) {
        observed = new ObservedConnection(hub, id, transportName(), protocol.name(), userIdentifier());
    }

    @Override
    public @Nullable ObservedConnection observed() {
        return observed;
    }

    /** The groups the connection is in. */
    public GroupMembership groups() {
        return groups;
    }

    /** What the client has been asked. */
    public PendingClientResults awaited() {
        return awaited;
    }

    ConnectionPipeline link() {
        return link;
    }

    /** The protocol; there is one from the handshake on. */
    public HubProtocol protocol() {
        return link.protocol();
    }

    /** Queues a message and sends it at once. */
    public void send(EncodedMessage message) {
        link.output().send(message);
    }

    /** Queues a message and leaves its sending to the flusher. */
    public void deliver(EncodedMessage message) {
        link.output().deliver(message);
    }

    /**
     * Queues a message among others whose flushes follow together.
     *
     * @return true if so much waits that whoever has more to send should wait until {@link #whenWritable}
     */
    public boolean deliver(EncodedMessage message, PendingFlushes flushes) {
        return link.output().deliver(message, flushes);
    }

    /** Ends the connection since the node goes away; its client may reconnect. */
    public void goAway() {
        link.close(CloseReason.SHUTDOWN, true, CloseStatus.GOING_AWAY);
    }

    /** The secret that the client's requests carry. */
    public String token() {
        return link.token();
    }
}
