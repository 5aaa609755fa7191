package io.hubplane.concurrent;

import java.util.function.Supplier;

/** A caller in whose name code can run on any thread. Safe for any thread. */
public interface RunAs {
    /** Runs code under the thread's present identity. */
    RunAs UNCHANGED = new RunAs() {
        @Override
        public boolean matters() {
            return false;
        }

        @Override
        public <T> T call(Supplier<T> action) {
            return action.get();
        }
    };

    /**
     * Whether it can make a difference in whose name code runs. As long as no authenticated user has connected to the
     * node, it makes none and costs nothing.
     *
     * @return false if {@link #call} may be left out
     */
    boolean matters();

    /**
     * Runs code on the current thread, which has its previous identity again afterwards.
     *
     * @param action the code; its exceptions are thrown unchanged
     * @return what it returns
     */
    <T> T call(Supplier<T> action);

    /**
     * Runs code that returns nothing, as {@link #call} does, or directly if that makes no difference.
     *
     * @param action the code; its exceptions are thrown unchanged
     */
    default void run(Runnable action) {
        if (!matters()) {
            action.run();
            return;
        }
        call(() -> {
            action.run();
            return true;
        });
    }
}
