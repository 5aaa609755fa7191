package io.hubplane.connection;

import io.hubplane.observe.ObservedConnection;
import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The client of a connection: the names by which it is found, and the facts from its requests. Safe for any thread,
 * except {@link #receives} and {@link #sender}, which only the thread that reads the connection calls.
 */
final class Client {
    private static final Logger LOGGER = System.getLogger(Client.class.getName());

    private final String id;
    private final String token;
    private volatile RequestInfo request;
    /** The identity of the latest request; always the same user. */
    private volatile Identity identity;
    /** The sender of the bytes that are being read. */
    private Sender sender;

    private volatile @Nullable String userIdentifier;
    /** Made at the handshake if somebody observes; written before the state that allows other threads to read it. */
    private @Nullable ObservedConnection observed;

    /**
     * Makes the client of a new connection.
     *
     * @param id the connection's public id
     * @param token the secret that the client's requests carry
     * @param request the request that asked for the connection
     */
    Client(String id, String token, RequestInfo request) {
        this.id = id;
        this.token = token;
        this.request = request;
        this.identity = request.identity();
        this.sender = new Sender(request.identity());
    }

    String id() {
        return id;
    }

    String token() {
        return token;
    }

    /** The request of the transport; before there is a transport, the request of the negotiation. */
    RequestInfo request() {
        return request;
    }

    Identity identity() {
        return identity;
    }

    Sender sender() {
        return sender;
    }

    @Nullable
    String userIdentifier() {
        return userIdentifier;
    }

    /** The connection as observers see it; null if nobody observes or before the handshake. */
    @Nullable
    ObservedConnection observed() {
        return observed;
    }

    /** A transport has claimed the connection. */
    void claimed(RequestInfo transportsRequest) {
        request = transportsRequest;
        identity = transportsRequest.identity();
    }

    /** A request has come. If it is from another user, this returns false and changes nothing. */
    boolean renewed(Identity latest) {
        if (!belongsTo(latest)) {
            return false;
        }
        identity = latest;
        return true;
    }

    /** Whether the sender of a request is the user of the connection. */
    boolean belongsTo(Identity asking) {
        boolean same = identity.isSameUser(asking);
        if (!same) {
            LOGGER.log(Level.DEBUG, "Connection {0}: a request from another user was refused", id);
        }
        return same;
    }

    /** Sets the sender of the bytes that are about to be read. */
    void receives(Identity bringing) {
        if (!sender.is(bringing)) {
            sender = new Sender(bringing);
        }
    }

    /** Determines the user; called once. */
    void identify(UserIdentification users) {
        userIdentifier = users.userIdentifier(request).orElse(null);
    }

    /** Takes the user from the node that has determined it; instead of {@link #identify}. */
    void goesOn(@Nullable String user) {
        userIdentifier = user;
    }

    /** Sets the description for observers; called once, after {@link #identify}. */
    void observe(ObservedConnection description) {
        observed = description;
    }
}
