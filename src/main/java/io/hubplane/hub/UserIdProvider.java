package io.hubplane.hub;

import java.util.Optional;

/**
 * Tells by which identifier {@link HubClients#user} finds a connection. A CDI bean of this type takes the place of the
 * rule that it is the name of the principal; an application may have one. It is asked once for each connection and must
 * be safe for any thread.
 */
@FunctionalInterface
public interface UserIdProvider {
    /**
     * Identifies the user of a connection.
     *
     * @param request the request by which the client connected
     * @return the identifier, the same on all nodes; empty if the connection is nobody's
     */
    Optional<String> userIdentifier(HubRequest request);
}
