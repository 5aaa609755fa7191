package io.hubplane.connection;

/**
 * The present counts of a {@link ConnectionRegistry}.
 *
 * @param connections how many connections can be found
 * @param users how many users have a connection
 * @param groups how many groups have a connection
 * @param scopes how many scopes have a connection: all, groups and users
 * @param clientResultsAwaited how many results this node awaits from clients
 * @param clientResultsOwed how many questions its clients have not answered, including those of other nodes
 * @param groupChangesAwaited how many changes of groups other nodes have not answered
 * @param forwardedRequests how many forwarded requests other nodes have not answered
 * @param unconfirmedAnswers how many answers to forwarded requests other nodes write and have not confirmed
 */
public record RegistryCounts(
        int connections,
        int users,
        int groups,
        int scopes,
        int clientResultsAwaited,
        int clientResultsOwed,
        int groupChangesAwaited,
        int forwardedRequests,
        int unconfirmedAnswers) {}
