package io.hubplane.hub;

import java.util.Collection;

/**
 * Selects clients of a hub on all nodes and gives each selection the type of a Java interface, whose methods are those
 * of the client; made by {@link HubClients#typed}. The selections are those of {@link HubClients}. Safe for use by any
 * thread, as are the objects it returns.
 *
 * @param <T> the client interface
 */
public interface TypedHubClients<T> {
    /**
     * Selects every client.
     *
     * @return an object whose methods call them
     */
    T all();

    /**
     * Selects every client except some.
     *
     * @param excludedConnectionIds the connections left out
     * @return an object whose methods call them
     */
    T allExcept(Collection<String> excludedConnectionIds);

    /**
     * Selects one connection, which can also be asked for a result.
     *
     * @param connectionId its id
     * @return an object whose methods call it
     */
    T client(String connectionId);

    /**
     * Selects some connections.
     *
     * @param connectionIds their ids
     * @return an object whose methods call them
     */
    T clients(Collection<String> connectionIds);

    /**
     * Selects the members of a group.
     *
     * @param group the group's name, case-sensitive
     * @return an object whose methods call them
     */
    T group(String group);

    /**
     * Selects the members of a group except some.
     *
     * @param group the group's name, case-sensitive
     * @param excludedConnectionIds the connections left out
     * @return an object whose methods call them
     */
    T groupExcept(String group, Collection<String> excludedConnectionIds);

    /**
     * Selects the members of several groups; a member of two groups is called twice.
     *
     * @param groups the groups' names
     * @return an object whose methods call them
     */
    T groups(Collection<String> groups);

    /**
     * Selects all connections of a user.
     *
     * @param userIdentifier the user's identifier
     * @return an object whose methods call them
     */
    T user(String userIdentifier);

    /**
     * Selects all connections of several users.
     *
     * @param userIdentifiers the users' identifiers
     * @return an object whose methods call them
     */
    T users(Collection<String> userIdentifiers);
}
