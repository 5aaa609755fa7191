package io.hubplane.hub;

import java.util.Map;
import java.util.Optional;

/**
 * The connection whose call is running. Injected into a hub, or taken as a parameter of a hub method; the rule of
 * {@link HubCallerClients} about threads applies here too.
 */
public interface HubCallerContext extends HubRequest {
    /**
     * The connection's public id, unique over all nodes.
     *
     * @return the id
     */
    String connectionId();

    /**
     * The identifier by which {@link HubClients#user} finds the connection: what the {@link UserIdProvider} returns, or
     * the name of its principal.
     *
     * @return the identifier, or empty if the connection is anonymous
     */
    Optional<String> userIdentifier();

    /**
     * Tells whether the user had a role when the request that brought the call came in. Only roles that the hub class
     * names are known: in {@code @RolesAllowed}, on the class or a method, or in {@code @DeclareRoles}. For any other
     * role the answer is false.
     *
     * @param role the role's name; {@code **} asks whether there is a user at all
     * @return whether the user has it
     */
    boolean isUserInRole(String role);

    /**
     * Values that the application keeps with the connection; empty at first, safe for concurrent use.
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
     * The transport's name in the SignalR protocol, for example {@code WebSockets}.
     *
     * @return the name
     */
    String transport();

    /** Closes the connection; the client is told not to reconnect by itself. */
    void abort();

    /**
     * Tells whether the connection has ended or is about to end.
     *
     * @return true once it no longer takes messages
     */
    boolean isAborted();
}
