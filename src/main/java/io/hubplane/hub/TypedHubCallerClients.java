package io.hubplane.hub;

/**
 * Selects clients relative to the connection whose call is running, and gives each selection the type of a Java
 * interface. Injected into a hub as {@code @Inject TypedHubCallerClients<ChatClient> clients}, or made by
 * {@link HubCallerClients#typed}; the rule of {@link HubCallerClients} on threads holds here too.
 *
 * @param <T> the client interface, as described at {@link HubClients#typed}
 */
public interface TypedHubCallerClients<T> extends TypedHubClients<T> {
    /**
     * Selects the calling connection, which can be asked for a result too.
     *
     * @return what calls it
     */
    T caller();

    /**
     * Selects every client but the calling connection.
     *
     * @return what calls them
     */
    T others();

    /**
     * Selects the members of a group but the calling connection.
     *
     * @param group the group's name, case-sensitive
     * @return what calls them
     */
    T othersInGroup(String group);
}
