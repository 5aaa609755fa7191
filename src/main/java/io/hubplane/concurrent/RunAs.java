package io.hubplane.concurrent;

import java.util.function.Supplier;

/** Somebody in whose name code can run on any thread. Safe for any thread. */
public interface RunAs {
    /** Whoever the thread is. */
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
     * Whether it can make a difference in whose name code runs. For as long as nobody known has connected to the node it
     * cannot, and costs nothing.
     *
     * @return false if {@link #call} may be left out
     */
    boolean matters();

    /**
     * Runs code on the current thread, which afterwards is again who it was.
     *
     * @param action the code; what it throws comes out as it is
     * @return what it returns
     */
    <T> T call(Supplier<T> action);

    /**
     * Runs code that returns nothing, as {@link #call} does, or simply runs it where that makes no difference.
     *
     * @param action the code; what it throws comes out as it is
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
