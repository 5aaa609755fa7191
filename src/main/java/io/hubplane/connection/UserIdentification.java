package io.hubplane.connection;

import io.hubplane.transport.RequestInfo;
import java.security.Principal;
import java.util.Optional;

/** Tells which user a connection belongs to. Safe for any thread. */
@FunctionalInterface
public interface UserIdentification {
    /** The user identifier is the principal's name. */
    UserIdentification PRINCIPAL_NAME = request -> request.principal().map(Principal::getName);

    /**
     * The user of a connection. Asked once, when the client has asked for its protocol; an exception refuses it.
     *
     * @param request the request of the connection's transport
     * @return the user identifier, or empty if it is nobody's
     */
    Optional<String> userIdentifier(RequestInfo request);
}
