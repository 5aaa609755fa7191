package io.hubplane.dispatch;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * How many calls of one connection may run at a time. Calls that stream in either direction do not count, and neither
 * does a call while it waits for what it has asked a client: to answer, the client may have to call. Safe for any thread.
 */
final class InvocationLimit {
    private final int limit;
    private volatile Runnable whenHandedBack = () -> {};
    private int running;
    private int questions;

    InvocationLimit(int limit) {
        this.limit = limit;
    }

    /** Sets what is run when a call waits, so that another may begin. */
    void whenHandedBack(Runnable action) {
        whenHandedBack = action;
    }

    /** Whether a call that counts may begin. */
    synchronized boolean hasRoom() {
        return running < limit;
    }

    /** Whether a call under way has asked a client that has not answered. */
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

    /** One call; what it asks goes through its permit. */
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

        /** Ends the call; what it still asks counts no more. */
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
