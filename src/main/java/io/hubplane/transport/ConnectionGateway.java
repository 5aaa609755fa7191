package io.hubplane.transport;

import java.util.Optional;

/** A hub's connections as the carriers see them. Safe for any thread. */
public interface ConnectionGateway {
    /**
     * Makes a connection that waits for a carrier. It ends by itself if none comes in time.
     *
     * @param request the request that asks for it
     * @param separateToken whether the token differs from the id (version 1 of the negotiation)
     * @return the connection
     */
    TransportConnection create(RequestInfo request, boolean separateToken);

    /**
     * Finds a connection that has not ended.
     *
     * @param token its token
     * @return the connection, or empty if there is none
     */
    Optional<TransportConnection> find(String token);
}
