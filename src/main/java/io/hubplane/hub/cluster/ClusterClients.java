package io.hubplane.hub.cluster;

import java.util.concurrent.CompletionStage;

/**
 * The clients of one hub on all nodes: who is there, and how to send them away. Safe for use by any thread; no method
 * waits. The stages complete within about 3 seconds, with what is known by then, and when all nodes have answered usually
 * within milliseconds. They do not fail because a node is silent, except where one node alone can answer.
 *
 * <p>Lists come in pages of 1 to {@link #LONGEST_PAGE} items, in the order of ids or names. Begin with an empty
 * {@code after}, and go on with {@link ClusterPage#next}: whoever is there all the time is listed once, whoever comes or
 * goes meanwhile perhaps not at all. A page may be shorter than asked for, since what a node answers at a time is bounded.
 *
 * <p>The answers name users and connections. Who may ask is the application's business: nothing asks for a client.
 */
public interface ClusterClients {
    /** The most items of a page: some 200 KiB, which a node answers at once. */
    int LONGEST_PAGE = 1000;

    /**
     * How many connections there are.
     *
     * @return the number
     */
    CompletionStage<ClusterAnswer<Long>> count();

    /**
     * How many connections are in a group.
     *
     * @param group the group
     * @return the number
     */
    CompletionStage<ClusterAnswer<Long>> countInGroup(String group);

    /**
     * How many connections a user has; 0 if the user is offline.
     *
     * @param userIdentifier the user
     * @return the number
     */
    CompletionStage<ClusterAnswer<Long>> countOfUser(String userIdentifier);

    /**
     * The connections.
     *
     * @param after the id after which the page begins
     * @param limit the most items
     * @return a page
     * @throws IllegalArgumentException if the limit is not from 1 to {@link #LONGEST_PAGE}
     */
    CompletionStage<ClusterAnswer<ClusterPage<ClientConnection>>> list(String after, int limit);

    /**
     * The connections in a group.
     *
     * @param group the group
     * @param after the id after which the page begins
     * @param limit the most items
     * @return a page
     * @throws IllegalArgumentException if the limit is not from 1 to {@link #LONGEST_PAGE}
     */
    CompletionStage<ClusterAnswer<ClusterPage<ClientConnection>>> listInGroup(String group, String after, int limit);

    /**
     * The connections of a user.
     *
     * @param userIdentifier the user
     * @param after the id after which the page begins
     * @param limit the most items
     * @return a page
     * @throws IllegalArgumentException if the limit is not from 1 to {@link #LONGEST_PAGE}
     */
    CompletionStage<ClusterAnswer<ClusterPage<ClientConnection>>> listOfUser(
            String userIdentifier, String after, int limit);

    /**
     * The groups that have a connection, with the number of their connections.
     *
     * @param after the name after which the page begins
     * @param limit the most items
     * @return a page
     * @throws IllegalArgumentException if the limit is not from 1 to {@link #LONGEST_PAGE}
     */
    CompletionStage<ClusterAnswer<ClusterPage<Occupancy>>> groups(String after, int limit);

    /**
     * The users that have a connection, with the number of their connections.
     *
     * @param after the user identifier after which the page begins
     * @param limit the most items
     * @return a page
     * @throws IllegalArgumentException if the limit is not from 1 to {@link #LONGEST_PAGE}
     */
    CompletionStage<ClusterAnswer<ClusterPage<Occupancy>>> users(String after, int limit);

    /**
     * The groups that a connection is in.
     *
     * @param connectionId the connection, on any node
     * @param after the name after which the page begins
     * @param limit the most items
     * @return a page of their names; completed exceptionally at once if no node has the connection, or later if its node
     *     does not answer
     * @throws IllegalArgumentException if the limit is not from 1 to {@link #LONGEST_PAGE}
     */
    CompletionStage<ClusterPage<String>> groupsOf(String connectionId, String after, int limit);

    /**
     * Ends a connection. What waits for its client still leaves, then the client is told the reason and not to reconnect
     * by itself.
     *
     * @param connectionId the connection, on any node
     * @param reason a text for the client, 1 to 512 characters
     * @return completed when the connection's node has begun to end it; completed exceptionally at once if no node has
     *     the connection, or later if its node does not answer: then it is unknown whether it was done
     * @throws IllegalArgumentException if the reason is empty or too long
     */
    CompletionStage<Void> disconnect(String connectionId, String reason);

    /**
     * Ends all connections that a user has when the nodes are asked, as {@link #disconnect} does.
     *
     * @param userIdentifier the user
     * @param reason a text for the clients, 1 to 512 characters
     * @return how many there were; 0 if the user is offline
     * @throws IllegalArgumentException if the reason is empty or too long
     */
    CompletionStage<ClusterAnswer<Long>> disconnectUser(String userIdentifier, String reason);
}
