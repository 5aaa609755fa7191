package io.hubplane.dispatch;

import io.hubplane.concurrent.Failures;
import io.hubplane.observe.RepeatedWarning;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of one connection on an executor, in the order they are handed out and as many at a time as they allow
 * themselves. A step may stay under way after its thread has left it. Safe for any thread.
 *
 * <p>At most one thread at a time looks for the next step. Before it runs the one it found it sends another thread to
 * look if a further step is due already, so steps that may run at the same time do.
 */
final class CallScheduler implements Runnable {
    /** What is there to do for the connection. Called while the lock of the turns is held: must be short. */
    interface Steps {
        /** Whether a step is due while some are under way. */
        boolean isDue(int underWay);

        /** Hands out the step that is due, or null if none is after all. */
        @Nullable
        Step next(int underWay);
    }

    /** Something to do. */
    @FunctionalInterface
    interface Step {
        /**
         * Does it.
         *
         * @param later to be run when the step is over, unless that is before this method returns
         * @return whether the step is over
         */
        boolean run(Runnable later);
    }

    private static final RepeatedWarning FAILED =
            new RepeatedWarning(System.getLogger(CallScheduler.class.getName()), "A step of a connection failed");

    /** After so many steps in a row a thread lets other connections have their turn. */
    private static final int STEPS_IN_A_ROW = 32;

    private final Executor executor;
    private final Steps steps;
    private final Consumer<RuntimeException> stranded;
    private final Runnable finished = this::finished;
    private final int mostThreads;
    private boolean looking;
    private int underWay;
    /** How many threads are within a step. */
    private int threads;

    /**
     * Makes turns for a connection.
     *
     * @param executor runs the steps
     * @param steps what there is to do
     * @param mostThreads how many threads may be within steps at a time, at least 1; a step that is under way without a
     *     thread does not count
     * @param stranded told when the executor refuses a step and none is under way after which it would be run
     */
    CallScheduler(Executor executor, Steps steps, int mostThreads, Consumer<RuntimeException> stranded) {
        this.executor = executor;
        this.steps = steps;
        this.mostThreads = mostThreads;
        this.stranded = stranded;
    }

    /** Something has changed: a step may be due. */
    void wake() {
        synchronized (this) {
            // Where the threads are used up, the first that leaves its step looks.
            if (looking || threads == mostThreads || !steps.isDue(underWay)) {
                return;
            }
            looking = true;
        }
        RuntimeException refusal = submit();
        if (refusal != null && stopLooking()) {
            stranded.accept(refusal);
        }
    }

    private void finished() {
        synchronized (this) {
            underWay--;
        }
        wake();
    }

    private @Nullable RuntimeException submit() {
        try {
            executor.execute(this);
            return null;
        } catch (RuntimeException e) {
            // Not only RejectedExecutionException: a container that shuts down throws others too.
            return e;
        }
    }

    /** Tells whether no thread will look again without being woken. */
    private boolean stopLooking() {
        synchronized (this) {
            looking = false;
            return underWay == 0;
        }
    }

    /** Looks for steps and runs them; for the executor. */
    @Override
    public void run() {
        int inARow = 0;
        do {
            if (inARow++ == STEPS_IN_A_ROW) {
                if (submit() == null) {
                    return;
                }
                inARow = 0;
            }
        } while (oneStep());
    }

    /** Runs a step; tells whether this thread is the one to look for the next. */
    private boolean oneStep() {
        Step step;
        boolean further;
        synchronized (this) {
            step = steps.next(underWay);
            if (step == null) {
                looking = false;
                return false;
            }
            underWay++;
            threads++;
            further = threads < mostThreads && steps.isDue(underWay);
            looking = further;
        }
        if (further && submit() != null) {
            // Refused: this thread looks itself, after its step.
            stopLooking();
        }
        boolean over = run(step);
        synchronized (this) {
            threads--;
            if (over) {
                underWay--;
            }
            if (looking) {
                return false;
            }
            looking = true;
            return true;
        }
    }

    private boolean run(Step step) {
        try {
            return step.run(finished);
        } catch (Throwable e) {
            FAILED.warn(e);
            if (Failures.isFatal(e)) {
                synchronized (this) {
                    threads--;
                }
                finished();
                throw e;
            }
            return true;
        }
    }
}
