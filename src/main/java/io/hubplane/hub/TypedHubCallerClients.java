package io.hubplane.hub;

/**
 * Selects clients relative to the connection whose call is running, and gives each selection the type of a Java
 * interface. Injected into a hub as {@code @Inject TypedHubCallerClients<ChatClient> clients}, or made by
 * {@link HubCallerClients#typed}; the rule of {@link HubCallerClients} about threads applies here too.
 *
 * @param <T> the client interface, as described at {@link HubClients#typed}
 */
public interface TypedHubCallerClients<T> extends TypedHubClients<T> {
    /**
     * Selects the calling connection, which can also be asked for a result.
     *
     * @return an object whose methods call it
     */
    T caller();

    /**
     * Selects every client except the calling connection.
     *
     * @return an object whose methods call them
     */
    T others();

    /**
     * Selects the members of a group except the calling connection.
     *
     * @param group the group's name, case-sensitive
     * @return an object whose methods call them
     */
    T othersInGroup(String group);
}
