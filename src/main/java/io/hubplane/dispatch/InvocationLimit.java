package io.hubplane.dispatch;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Limits how many calls of one connection run at a time. Calls that stream in either direction do not count. A call
 * does not count either while it awaits a result from a client: the client may have to call the hub before it can
 * answer. Safe for any thread.
 */
final class InvocationLimit {
    private final int limit;
    private volatile Runnable whenHandedBack = () -> {};
    private int running;
    private int questions;

    InvocationLimit(int limit) {
        this.limit = limit;
    }

    /** Sets the action that runs when a call stops counting because it waits, so that another may begin. */
    void whenHandedBack(Runnable action) {
        whenHandedBack = action;
    }

    /** Whether a call that counts may begin. */
    synchronized boolean hasRoom() {
        return running < limit;
    }

    /** Whether an open call has asked a client that has not answered yet. */
    synchronized boolean isAnswerAwaited() {
        return questions > 0;
    }

    /** Begins a call. */
    synchronized Permit take(boolean counts) {
        if (counts) {
            running++;
        }
        return new Permit(counts ? 1 : 0);
    }

    private synchronized void change(int calls, int asked) {
        running += calls;
        questions += asked;
    }

    /** The permit of one call; the call's questions to clients pass through it. */
    final class Permit implements ClientResultListener {
        private final int weight;
        private int unanswered;
        private boolean over;

        private Permit(int weight) {
            this.weight = weight;
        }

        @Override
        public <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question) {
            if (!asks()) {
                return question.get();
            }
            CompletionStage<T> answer;
            try {
                answer = question.get();
            } catch (Throwable e) {
                answered();
                throw e;
            }
            var unused = answer.whenComplete((result, failure) -> answered());
            return answer;
        }

        /** Ends the call; its open questions no longer count. */
        synchronized void end() {
            if (!over) {
                over = true;
                change(unanswered == 0 ? -weight : 0, -unanswered);
            }
        }

        private boolean asks() {
            synchronized (this) {
                if (over) {
                    return false;
                }
                change(unanswered++ == 0 ? -weight : 0, 1);
            }
            whenHandedBack.run();
            return true;
        }

        private synchronized void answered() {
            if (!over) {
                change(--unanswered == 0 ? weight : 0, -1);
            }
        }
    }
}
