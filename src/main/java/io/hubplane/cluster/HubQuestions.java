package io.hubplane.cluster;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.cluster.ClusterMessage.Answer;
import io.hubplane.cluster.ClusterMessage.Question;
import io.hubplane.cluster.ClusterMessage.Subject;
import io.hubplane.cluster.OpenQuestion.Outcome;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.lifetime.HubLifetimeManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Questions about one hub, to this node and to others. Safe for any thread; no method waits. */
record HubQuestions(
        String hub,
        HubLifetimeManager here,
        Membership membership,
        LocalAnswers answers,
        Questions questions,
        Executor work) {
    private Question question(Subject subject, String name, String text, int limit) {
        return new Question(0, answers.nodeId(), hub, subject, name, text, limit);
    }

    /** Asks all nodes that are not gone, this one included. */
    CompletionStage<Outcome> all(Subject subject, String name, String text, int limit) {
        Question question = question(subject, name, text, limit);
        Collection<String> others = membership.registry().others();
        CompletionStage<Answer> own = answerHere(question);
        if (others.isEmpty()) {
            return own.thenApply(answer -> new Outcome(List.of(answer), List.of()));
        }
        return questions.ask(question, others).thenCombine(own, HubQuestions::with);
    }

    private static Outcome with(Outcome others, Answer own) {
        List<Answer> all = new ArrayList<>(others.answers());
        all.add(own);
        return new Outcome(all, others.silent());
    }

    private CompletionStage<Answer> answerHere(Question question) {
        try {
            return CompletableFuture.supplyAsync(() -> answers.to(question), work);
        } catch (RuntimeException e) { // the node ends, and its threads with it
            return CompletableFuture.failedFuture(new BackplaneException("This node is shutting down", e));
        }
    }

    /**
     * Asks the node of a connection.
     *
     * @return completed with its answer; exceptionally with a {@link ConnectionException} if no node has the connection,
     *     and with a {@link BackplaneException} if that is not known
     */
    CompletionStage<Answer> owner(Subject subject, String connectionId, String text, int limit) {
        Question question = question(subject, connectionId, text, limit);
        if (here.local().find(connectionId) != null) {
            return answerHere(question).thenCompose(answer -> owners(connectionId, List.of(answer), List.of()));
        }
        Collection<String> nodes =
                here.nodesOf(connectionId, membership.registry().others());
        if (nodes.isEmpty()) {
            return membership.knowsAll()
                    ? CompletableFuture.failedFuture(ConnectionException.unknown(connectionId))
                    : CompletableFuture.failedFuture(
                            new BackplaneException("It is not known which node has connection '" + connectionId
                                    + "', since " + membership.ignorance()));
        }
        return questions
                .ask(question, nodes)
                .thenCompose(outcome -> owners(connectionId, outcome.answers(), outcome.silent()));
    }

    /** The answer of the node that had the connection. */
    private static CompletionStage<Answer> owners(String connectionId, List<Answer> answers, List<String> silent) {
        for (Answer answer : answers) {
            if (answer.total() > 0) {
                return CompletableFuture.completedFuture(answer);
            }
        }
        return CompletableFuture.failedFuture(
                silent.isEmpty()
                        ? ConnectionException.unknown(connectionId)
                        : new BackplaneException("What was asked about connection '" + connectionId
                                + "' was not answered by " + silent + "; it is unknown whether it was carried out"));
    }
}
