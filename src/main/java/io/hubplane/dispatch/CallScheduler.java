package io.hubplane.dispatch;

import io.hubplane.concurrent.Failures;
import io.hubplane.observe.RepeatedWarning;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of one connection on an executor, in order; the steps decide how many may run at a time. A step may
 * still be under way after its thread has left it. Safe for any thread.
 *
 * <p>At most one thread at a time looks for the next step. Before it runs the step that it found, it sends another
 * thread to look if a further step is already due. So steps that may run in parallel do.
 *
 * <p>Short steps, which never wait, may also run on the thread that has received what they are about.
 */
final class CallScheduler implements Runnable {
    /** The steps of the connection. Called while the scheduler's lock is held, so the methods must be short. */
    interface Steps {
        /** Whether a step is due while this many are under way. */
        boolean isDue(int underWay);

        /** Whether a step is due while this many are under way, and never waits. */
        boolean isShort(int underWay);

        /** Takes the step that is due, or returns null if none is. */
        @Nullable
        Step next(int underWay);

        /** Takes the step that is due if it never waits, otherwise returns null. */
        @Nullable
        Step nextShort(int underWay);
    }

    /** A piece of work for the connection. */
    @FunctionalInterface
    interface Step {
        /**
         * Does the work.
         *
         * @param later the step runs it when it is over, but not if it is over when this method returns
         * @return whether the step is over
         */
        boolean run(Runnable later);
    }

    private static final RepeatedWarning FAILED =
            new RepeatedWarning(System.getLogger(CallScheduler.class.getName()), "A step of a connection failed");

    /** After this many steps in a row a thread gives other connections their turn. */
    private static final int STEPS_IN_A_ROW = 32;

    private final Executor executor;
    private final Steps steps;
    private final Consumer<RuntimeException> stranded;
    private final Runnable finished = this::finished;
    private final Runnable lookHere = this::lookHere;
    private final int mostThreads;
    private boolean looking;
    private int underWay;
    /** How many threads are running a step. */
    private int threads;

    /**
     * Makes the scheduler of a connection.
     *
     * @param executor runs the steps
     * @param steps the steps of the connection
     * @param mostThreads how many threads may run steps at a time, at least 1; a step that is under way without a
     *     thread does not count
     * @param stranded called when the executor rejects a task and no step is under way whose end would try again
     */
    CallScheduler(Executor executor, Steps steps, int mostThreads, Consumer<RuntimeException> stranded) {
        this.executor = executor;
        this.steps = steps;
        this.mostThreads = mostThreads;
        this.stranded = stranded;
    }

    /** Looks for steps, because something has changed. */
    void wake() {
        synchronized (this) {
            // If all threads are in use, the first one that leaves its step looks.
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

    /**
     * Looks for steps, because something was received on the current thread. It runs short steps here, as many as are due, and
     * leaves others to the executor.
     *
     * @param surroundings runs its argument once, on the current thread, with what a step needs around it
     */
    void received(Consumer<Runnable> surroundings) {
        boolean here;
        synchronized (this) {
            here = !looking && threads < mostThreads && steps.isShort(underWay);
            looking |= here;
        }
        if (here) {
            surroundings.accept(lookHere);
        } else {
            wake();
        }
    }

    /** Runs short steps; this thread is the one that looks. */
    private void lookHere() {
        boolean looks = true;
        for (int inARow = 0; looks && inARow < STEPS_IN_A_ROW; inARow++) {
            looks = oneStep(true);
        }
        if (looks) {
            stopLooking();
        }
        wake();
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
            // Not only RejectedExecutionException: a container that shuts down also throws other exceptions.
            return e;
        }
    }

    /** Stops looking; true if no thread will look again unless it is woken. */
    private boolean stopLooking() {
        synchronized (this) {
            looking = false;
            return underWay == 0;
        }
    }

    /** Looks for steps and runs them; called by the executor. */
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
        } while (oneStep(false));
    }

    /** Runs a step, if one is due; true if this thread must look for the next one. */
    private boolean oneStep(boolean onlyShort) {
        Step step;
        boolean further;
        synchronized (this) {
            step = onlyShort ? steps.nextShort(underWay) : steps.next(underWay);
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
            // The executor rejected the task, so this thread looks itself after its step.
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
