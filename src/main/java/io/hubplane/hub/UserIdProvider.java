package io.hubplane.hub;

import java.util.Optional;

/**
 * Defines the identifier by which {@link HubClients#user} finds a connection. By default it is the name of the
 * principal; a CDI bean of this type replaces that rule. An application may have one such bean. It is asked once for
 * each connection and must be safe for any thread.
 */
@FunctionalInterface
public interface UserIdProvider {
    /**
     * Identifies the user of a connection.
     *
     * @param request the request by which the client connected
     * @return the identifier, the same on all nodes; empty if the connection belongs to no user
     */
    Optional<String> userIdentifier(HubRequest request);
}
