package io.hubplane.connection;

import io.hubplane.observe.ObservedConnection;
import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Whose a connection is: the names by which it is found, and what the client's requests tell. Safe for any thread,
 * except for {@link #receives} and {@link #sender}, which the thread that reads the connection calls.
 */
final class Client {
    private static final Logger LOGGER = System.getLogger(Client.class.getName());

    private final String id;
    private final String token;
    private volatile RequestInfo request;
    /** Of the latest request; always the same user. */
    private volatile Identity identity;
    /** Of the bytes that are being read. */
    private Sender sender;

    private volatile @Nullable String userIdentifier;
    /** Made with the handshake if somebody observes; written before the state that lets other threads read it. */
    private @Nullable ObservedConnection observed;

    /**
     * The client of a new connection.
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

    /** The request of the transport, or that of the negotiation as long as there is none. */
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

    /** The connection as observers see it; null if nobody observes or there has been no handshake. */
    @Nullable
    ObservedConnection observed() {
        return observed;
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

    /** Makes the connection known to observers, once, after {@link #identify}. */
    void observe(ObservedConnection description) {
        observed = description;
    }
}
