package io.hubplane.connection;

/**
 * What a {@link ConnectionRegistry} has at some moment.
 *
 * @param connections how many connections can be found
 * @param users how many users have one
 * @param groups how many groups have one as a member
 * @param scopes how many scopes have one, everybody being one, besides groups and users
 * @param clientResultsAwaited how many results this node waits for
 * @param clientResultsOwed how many questions its clients have not answered, those of other nodes included
 * @param groupChangesAwaited how many changes of groups other nodes have not answered
 * @param forwardedRequests how many forwarded requests other nodes have not answered
 * @param unconfirmedAnswers how many answers to forwarded requests other nodes write, and have not confirmed
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
