package io.hubplane.hub;

import java.util.Collection;

/**
 * Selects clients of a hub on all nodes and gives each selection the type of a Java interface, whose methods stand for
 * those of the client; made by {@link HubClients#typed}. The selections are those of {@link HubClients}. Safe for use by
 * any thread, as are the objects it gives out.
 *
 * @param <T> the client interface
 */
public interface TypedHubClients<T> {
    /**
     * Selects every client.
     *
     * @return what calls them
     */
    T all();

    /**
     * Selects every client but some.
     *
     * @param excludedConnectionIds the connections left out
     * @return what calls them
     */
    T allExcept(Collection<String> excludedConnectionIds);

    /**
     * Selects one connection, which can be asked for a result too.
     *
     * @param connectionId its id
     * @return what calls it
     */
    T client(String connectionId);

    /**
     * Selects some connections.
     *
     * @param connectionIds their ids
     * @return what calls them
     */
    T clients(Collection<String> connectionIds);

    /**
     * Selects the members of a group.
     *
     * @param group the group's name, case-sensitive
     * @return what calls them
     */
    T group(String group);

    /**
     * Selects the members of a group but some.
     *
     * @param group the group's name, case-sensitive
     * @param excludedConnectionIds the connections left out
     * @return what calls them
     */
    T groupExcept(String group, Collection<String> excludedConnectionIds);

    /**
     * Selects the members of several groups; a member of two is called twice.
     *
     * @param groups the groups' names
     * @return what calls them
     */
    T groups(Collection<String> groups);

    /**
     * Selects all connections of a user.
     *
     * @param userIdentifier the user's identifier
     * @return what calls them
     */
    T user(String userIdentifier);

    /**
     * Selects all connections of several users.
     *
     * @param userIdentifiers the users' identifiers
     * @return what calls them
     */
    T users(Collection<String> userIdentifiers);
}
