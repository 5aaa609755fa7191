package io.hubplane.cluster;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.Scope;
import io.hubplane.cluster.ClusterMessage.Question;
import io.hubplane.concurrent.SerialLoop;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.RepeatedWarning;
import java.lang.System.Logger;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;

/**
 * Answers the questions of other nodes, one after another and not on the thread that brings them, which also brings
 * messages to clients. If more than {@link #MOST} wait, more are dropped: the asking node names this one as silent. Safe
 * for any thread.
 */
final class QuestionInbox {
    /** As many as take about a second to answer on a node with 10,000 connections. */
    static final int MOST = 256;

    private static final Logger LOGGER = System.getLogger(QuestionInbox.class.getName());

    private final Backplane backplane;
    private final LocalAnswers answers;
    private final HubObserver observer;
    private final BlockingQueue<Question> waiting = new ArrayBlockingQueue<>(MOST);
    private final SerialLoop loop;
    private final RepeatedWarning failures =
            new RepeatedWarning(LOGGER, "A question of another node could not be answered");

    QuestionInbox(Backplane backplane, LocalAnswers answers, HubObserver observer, Executor work) {
        this.backplane = backplane;
        this.answers = answers;
        this.observer = observer;
        this.loop = new SerialLoop(work, this::answerNext);
    }

    void received(Question question) {
        if (waiting.offer(question)) {
            loop.wakeElsewhere();
        } else {
            observer.limitReached(question.hub(), "waiting-cluster-questions");
        }
    }

    private boolean answerNext() {
        Question question = waiting.poll();
        if (question == null) {
            return false;
        }
        try {
            byte[] answer = answers.to(question).encode();
            backplane.publish(Scope.cluster(question.node()), answer).whenComplete((taken, failure) -> {
                if (failure != null) {
                    failures.warn(failure);
                }
            });
        } catch (RuntimeException e) {
            failures.warn(e);
        }
        return true;
    }
}
