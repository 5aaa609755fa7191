package io.hubplane.cluster;

import io.hubplane.cluster.ClusterMessage.Answer;
import io.hubplane.cluster.ClusterMessage.Subject;
import io.hubplane.cluster.OpenQuestion.Outcome;
import io.hubplane.hub.cluster.ClientConnection;
import io.hubplane.hub.cluster.ClusterAnswer;
import io.hubplane.hub.cluster.ClusterClients;
import io.hubplane.hub.cluster.ClusterPage;
import io.hubplane.hub.cluster.Occupancy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The clients of a hub, by asking all nodes. Safe for any thread. */
final class AskedClients implements ClusterClients {
    /** Longer than any sensible reason, and short enough for a Close message of any client. */
    private static final int LONGEST_REASON = 512;

    private final HubQuestions questions;

    AskedClients(HubQuestions questions) {
        this.questions = questions;
    }

    @Override
    public CompletionStage<ClusterAnswer<Long>> count() {
        return total(Subject.CONNECTIONS, "", "");
    }

    @Override
    public CompletionStage<ClusterAnswer<Long>> countInGroup(String group) {
        return total(Subject.IN_GROUP, nonNull("group", group), "");
    }

    @Override
    public CompletionStage<ClusterAnswer<Long>> countOfUser(String userIdentifier) {
        return total(Subject.OF_USER, nonNull("userIdentifier", userIdentifier), "");
    }

    @Override
    public CompletionStage<ClusterAnswer<ClusterPage<ClientConnection>>> list(String after, int limit) {
        return page(Subject.CONNECTIONS, "", after, limit, AskedClients::connection);
    }

    @Override
    public CompletionStage<ClusterAnswer<ClusterPage<ClientConnection>>> listInGroup(
            String group, String after, int limit) {
        return page(Subject.IN_GROUP, nonNull("group", group), after, limit, AskedClients::connection);
    }

    @Override
    public CompletionStage<ClusterAnswer<ClusterPage<ClientConnection>>> listOfUser(
            String userIdentifier, String after, int limit) {
        return page(Subject.OF_USER, nonNull("userIdentifier", userIdentifier), after, limit, AskedClients::connection);
    }

    @Override
    public CompletionStage<ClusterAnswer<ClusterPage<Occupancy>>> groups(String after, int limit) {
        return page(Subject.GROUPS, "", after, limit, AskedClients::occupancy);
    }

    @Override
    public CompletionStage<ClusterAnswer<ClusterPage<Occupancy>>> users(String after, int limit) {
        return page(Subject.USERS, "", after, limit, AskedClients::occupancy);
    }

    @Override
    public CompletionStage<ClusterPage<String>> groupsOf(String connectionId, String after, int limit) {
        return questions
                .owner(
                        Subject.GROUPS_OF,
                        nonNull("connectionId", connectionId),
                        nonNull("after", after),
                        checkedLimit(limit))
                .thenApply(answer -> Pages.merge(
                        List.of(answer), limit, found -> found.entry().key()));
    }

    @Override
    public CompletionStage<Void> disconnect(String connectionId, String reason) {
        return questions
                .owner(Subject.DISCONNECT, nonNull("connectionId", connectionId), checkedReason(reason), 0)
                .thenApply(answer -> null);
    }

    @Override
    public CompletionStage<ClusterAnswer<Long>> disconnectUser(String userIdentifier, String reason) {
        return total(Subject.DISCONNECT_USER, nonNull("userIdentifier", userIdentifier), checkedReason(reason));
    }

    private CompletionStage<ClusterAnswer<Long>> total(Subject subject, String name, String text) {
        return questions
                .all(subject, name, text, 0)
                .thenApply(outcome -> new ClusterAnswer<>(
                        outcome.answers().stream().mapToLong(Answer::total).sum(), outcome.silent()));
    }

    private <T> CompletionStage<ClusterAnswer<ClusterPage<T>>> page(
            Subject subject, String name, String after, int limit, Function<Pages.Found, T> make) {
        return questions
                .all(subject, name, nonNull("after", after), checkedLimit(limit))
                .thenApply((Outcome outcome) ->
                        new ClusterAnswer<>(Pages.merge(outcome.answers(), limit, make), outcome.silent()));
    }

    private static ClientConnection connection(Pages.Found found) {
        return new ClientConnection(
                found.entry().key(),
                found.node(),
                Optional.ofNullable(found.entry().user()),
                found.entry().transport(),
                found.entry().protocol());
    }

    private static Occupancy occupancy(Pages.Found found) {
        return new Occupancy(found.entry().key(), found.count());
    }

    private static String nonNull(String parameter, String value) {
        return Objects.requireNonNull(value, () -> parameter + " is null");
    }

    private static int checkedLimit(int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new IllegalArgumentException("limit is " + limit + ", must be 1 to " + LONGEST_PAGE);
        }
        return limit;
    }

    private static String checkedReason(String reason) {
        int length = nonNull("reason", reason).length();
        if (length == 0 || length > LONGEST_REASON) {
            throw new IllegalArgumentException(
                    "reason has " + length + " characters, must have 1 to " + LONGEST_REASON);
        }
        return reason;
    }
}
