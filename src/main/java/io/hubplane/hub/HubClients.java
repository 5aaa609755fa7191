package io.hubplane.hub;

import java.util.Collection;

/**
 * Selects clients of a hub on all nodes. Names and ids that match nobody select nobody. Safe for use by any thread.
 */
public interface HubClients {
    /**
     * Selects every client.
     *
     * @return the proxy
     */
    ClientProxy all();

    /**
     * Selects every client but some.
     *
     * @param excludedConnectionIds the connections left out
     * @return the proxy
     */
    ClientProxy allExcept(Collection<String> excludedConnectionIds);

    /**
     * Selects one connection.
     *
     * @param connectionId its id
     * @return the proxy
     */
    SingleClientProxy client(String connectionId);

    /**
     * Selects some connections.
     *
     * @param connectionIds their ids
     * @return the proxy
     */
    ClientProxy clients(Collection<String> connectionIds);

    /**
     * Selects the members of a group.
     *
     * @param group the group's name, case-sensitive
     * @return the proxy
     */
    ClientProxy group(String group);

    /**
     * Selects the members of a group but some.
     *
     * @param group the group's name, case-sensitive
     * @param excludedConnectionIds the connections left out
     * @return the proxy
     */
    ClientProxy groupExcept(String group, Collection<String> excludedConnectionIds);

    /**
     * Selects the members of several groups; a member of two receives the message twice.
     *
     * @param groups the groups' names
     * @return the proxy
     */
    ClientProxy groups(Collection<String> groups);

    /**
     * Selects all connections of a user.
     *
     * @param userIdentifier the user's identifier
     * @return the proxy
     */
    ClientProxy user(String userIdentifier);

    /**
     * Selects all connections of several users.
     *
     * @param userIdentifiers the users' identifiers
     * @return the proxy
     */
    ClientProxy users(Collection<String> userIdentifiers);
}
