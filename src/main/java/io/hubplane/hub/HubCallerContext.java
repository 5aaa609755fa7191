package io.hubplane.hub;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;

/**
 * The connection whose call is running. Injected into a hub, or taken as a parameter of a hub method; the rule of
 * {@link HubCallerClients} on threads holds here too.
 */
public interface HubCallerContext {
    /**
     * The connection's public id, unique over all nodes.
     *
     * @return the id
     */
    String connectionId();

    /**
     * The identifier by which {@link HubClients#user} finds the connection: the name of its principal.
     *
     * @return the identifier, or empty if the connection is anonymous
     */
    Optional<String> userIdentifier();

    /**
     * Who opened the connection, as the container authenticated it.
     *
     * @return the principal, or empty if the connection is anonymous
     */
    Optional<Principal> user();

    /**
     * Values the application keeps with the connection; empty at first, safe for concurrent use.
     *
     * @return the live map
     */
    Map<String, Object> items();

    /**
     * The name of the node that holds the connection, as configured by {@code hubplane.node.name}.
     *
     * @return the name
     */
    String node();

    /**
     * The transport by its name in the SignalR protocol, for example {@code WebSockets}.
     *
     * @return the name
     */
    String transport();

    /**
     * A header of the request that opened the connection.
     *
     * @param name the header's name, ignoring case
     * @return its first value
     */
    Optional<String> header(String name);

    /**
     * A query parameter of the request that opened the connection.
     *
     * @param name the parameter's name, ignoring case
     * @return its first value
     */
    Optional<String> queryParameter(String name);

    /**
     * A cookie of the request that opened the connection.
     *
     * @param name the cookie's name
     * @return its value
     */
    Optional<String> cookie(String name);

    /** Closes the connection; the client is told not to reconnect by itself. */
    void abort();

    /**
     * Tells whether the connection has ended or is about to.
     *
     * @return true once it no longer takes messages
     */
    boolean isAborted();
}
