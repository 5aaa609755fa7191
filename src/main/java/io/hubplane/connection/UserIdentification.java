package io.hubplane.connection;

import io.hubplane.transport.RequestInfo;
import java.security.Principal;
import java.util.Optional;

/** Determines the user of a connection. Safe for any thread. */
@FunctionalInterface
public interface UserIdentification {
    /** Uses the principal's name as the user identifier. */
    UserIdentification PRINCIPAL_NAME = request -> request.principal().map(Principal::getName);

    /**
     * The user of a connection. Called once, when the client has asked for its protocol; an exception refuses the
     * client.
     *
     * @param request the request of the connection's transport
     * @return the user identifier, or empty if the connection has no user
     */
    Optional<String> userIdentifier(RequestInfo request);
}
