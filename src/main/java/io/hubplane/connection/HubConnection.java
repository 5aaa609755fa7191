package io.hubplane.connection;

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
 * <p>Its end is carried out once, whatever caused it: it leaves the stores and its groups, its receiver is told, a Close
 * leaves after what waits (unless the carrier is of no use any more), and the carrier is closed.
 */
public final class HubConnection {
    private static final Logger LOGGER = System.getLogger(HubConnection.class.getName());

    private final String id;
    private final ClientLink link;
    private final GroupMembership groups;
    private final AwaitedResults awaited = new AwaitedResults();
    private volatile RequestInfo request;
    /** Of the latest request; always the same user. */
    private volatile Identity identity;
    /** Of the bytes that are being read; used by whoever reads them. */
    private Sender sender;

    private volatile @Nullable String userIdentifier;
    /** Made when the application first asks for it. */
    private volatile @Nullable Map<String, Object> items;

    HubConnection(
            String id, String token, RequestInfo request, NegotiatedTerms terms, Stay stay, HubConnections owner) {
        this.id = id;
        this.request = request;
        this.identity = request.identity();
        this.sender = new Sender(request.identity());
        this.groups = new GroupMembership(this, owner.groupLimit());
        this.link = new ClientLink(this, token, terms, stay, owner);
    }

    /**
     * The public id.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /**
     * The name of the transport.
     *
     * @return the name, for example {@code WebSockets}; empty before a carrier has claimed the connection
     */
    public String transportName() {
        return link.transportName();
    }

    /**
     * The user identifier, as the {@link UserIdentification} has it; the same for as long as the connection lasts.
     *
     * @return the identifier, or empty if the connection is nobody's or has not completed its handshake
     */
    public Optional<String> userIdentifier() {
        return Optional.ofNullable(userIdentifier);
    }

    /**
     * Who sent the bytes that are being read, and with them the message that is being handed on.
     *
     * @return the sender; the same object as long as the bytes come by the same request. To be asked within {@link
     *     HubMessageReceiver#received} only
     */
    public Sender sender() {
        return sender;
    }

    /**
     * A header of the request of the connection's carrier.
     *
     * @param name its name, ignoring case
     * @return its first value
     */
    public Optional<String> header(String name) {
        return request.header(name);
    }

    /**
     * A query parameter of the request of the connection's carrier.
     *
     * @param name its name, ignoring case
     * @return its first value
     */
    public Optional<String> queryParameter(String name) {
        return request.queryParameter(name);
    }

    /**
     * A cookie of the request of the connection's carrier.
     *
     * @param name its name
     * @return its value
     */
    public Optional<String> cookie(String name) {
        return request.cookie(name);
    }

    /**
     * What the application keeps with the connection.
     *
     * @return the live map, safe for concurrent use
     */
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

    /**
     * Whether messages are still taken.
     *
     * @return true between the handshake and the end
     */
    public boolean isOpen() {
        return link.isOpen();
    }

    /**
     * Queues a message for this connection alone. It is sent at once; but an item of a stream is left to the flusher, since
     * commonly more follow at once, and to send them one by one costs many times as much.
     *
     * @param message the message; dropped if the connection is not open
     * @throws IllegalArgumentException if a value it carries cannot be encoded
     */
    public void write(HubMessage message) {
        if (!isOpen()) {
            return;
        }
        HubProtocol protocol = protocol();
        byte[] bytes = protocol.write(message);
        EncodedMessage encoded = EncodedMessage.of(message, bytes, protocol);
        if (message instanceof HubMessage.StreamItem) {
            link.deliver(encoded);
        } else {
            link.send(encoded);
        }
    }

    /**
     * Waits until the client can take more, for those who could write more than it takes. Whoever does not ask may still
     * write, up to the bounds of the outbound queue.
     *
     * @param action run once, by any thread, when less than half of {@code transportMaxBufferSize} waits for the client
     *     or the connection has ended; it must not block. Not kept if the answer is true
     * @return true if less than {@code transportMaxBufferSize} waits now, or the connection has ended
     */
    public boolean whenWritable(Runnable action) {
        return link.queue().whenWritable(action);
    }

    /** Ends the connection on the application's wish: Close without leave to reconnect, then the carrier is closed. */
    public void abort() {
        link.close(false, CloseStatus.NORMAL);
    }

    /**
     * Ends the connection because something failed.
     *
     * @param reason what failed; given to {@link HubMessageReceiver#disconnected}; its text goes to the client if
     *     detailed errors are on
     * @param allowReconnect whether the client may reconnect by itself
     */
    public void fail(Throwable reason, boolean allowReconnect) {
        link.fail(reason, allowReconnect, Ending.Manner.FLUSH);
    }

    /**
     * To be called by {@link HubMessageReceiver#received} before it blocks: asks the carrier not to read on meanwhile,
     * which some would.
     *
     * @return true if it is not to block, since the carrier waits by itself
     */
    public boolean pauseReceiving() {
        return link.place().pauseReceiving();
    }

    /**
     * Whether {@link HubMessageReceiver#received} may block: not while the connection has another carrier, whose bytes the
     * same thread is to read. To be asked again as long as it blocks.
     *
     * @return false if it is to return
     */
    public boolean mayHoldReader() {
        return link.inlet().mayHoldReader();
    }

    /** The request of the carrier, or that of the negotiation as long as there is none. */
    RequestInfo request() {
        return request;
    }

    Identity identity() {
        return identity;
    }

    /** A carrier has claimed the connection. */
    void claimed(RequestInfo carriersRequest) {
        request = carriersRequest;
        identity = carriersRequest.identity();
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

    GroupMembership groups() {
        return groups;
    }

    /** What the client has been asked. */
    AwaitedResults awaited() {
        return awaited;
    }

    ClientLink link() {
        return link;
    }

    /** The protocol; there is one from the handshake on. */
    HubProtocol protocol() {
        return link.protocol();
    }

    /** Queues a message and sends it at once. */
    void send(EncodedMessage message) {
        link.send(message);
    }

    /** Queues a message and leaves its sending to the flusher. */
    void deliver(EncodedMessage message) {
        link.deliver(message);
    }

    /**
     * Queues a message among others whose flushes follow together.
     *
     * @return true if so much waits that whoever has more to send should wait until {@link #whenWritable}
     */
    boolean deliver(EncodedMessage message, PendingFlushes flushes) {
        return link.deliver(message, flushes);
    }

    /** Ends the connection since the node goes away; its client may reconnect. */
    void goAway() {
        link.close(true, CloseStatus.GOING_AWAY);
    }

    /** The secret that the client's requests carry. */
    String token() {
        return link.token();
    }
}
