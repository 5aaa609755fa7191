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
     * Selects every client except some.
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
     * Selects the members of a group except some.
     *
     * @param group the group's name, case-sensitive
     * @param excludedConnectionIds the connections left out
     * @return the proxy
     */
    ClientProxy groupExcept(String group, Collection<String> excludedConnectionIds);

    /**
     * Selects the members of several groups; a member of two groups receives the message twice.
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

    /**
     * Gives selections the type of a Java interface, so that clients are called by its methods instead of by names in
     * strings.
     *
     * <p>A method of the interface calls the client method of its name, or of the name given by {@link HubMethod}, as
     * {@link ClientProxy#send} does. It returns {@code CompletionStage<Void>} for the outcome of the sending, or
     * {@code void} to ignore that. A method that returns a {@code CompletionStage} of another type waits for the
     * client's result as {@link SingleClientProxy#invoke(Class, String, Object...)} does; if the selection is not a
     * single client it throws {@link UnsupportedOperationException}. Default methods run their own code.
     *
     * @param clientInterface the interface, read once; it may extend others, but must not be generic or overload
     *     methods
     * @param <T> the interface
     * @return the selections
     * @throws IllegalArgumentException if the interface cannot be used for clients; the message says why
     */
    <T> TypedHubClients<T> typed(Class<T> clientInterface);
}
