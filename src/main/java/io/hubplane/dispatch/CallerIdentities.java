package io.hubplane.dispatch;

import io.hubplane.connection.Sender;
import java.util.function.Supplier;

/**
 * Has the application's other beans see, while a hub is called, the caller that the hub sees: whom the container asks for
 * roles and gives to those who want to know. Safe for any thread.
 */
public interface CallerIdentities {
    /** Where the container has no such thing: threads stay whoever they are. */
    CallerIdentities NONE = new CallerIdentities() {
        @Override
        public Acting of(Sender sender) {
            return Acting.UNCHANGED;
        }

        @Override
        public Acting nobody() {
            return Acting.UNCHANGED;
        }
    };

    /**
     * Who acts in what somebody has sent.
     *
     * @param sender who has sent it
     * @return them, or {@link #nobody} if the sender is anonymous
     */
    Acting of(Sender sender);

    /**
     * Who acts where nobody in particular does.
     *
     * @return nobody
     */
    Acting nobody();

    /** Somebody in whose name code can run. */
    interface Acting {
        /** Whoever the thread is. */
        Acting UNCHANGED = new Acting() {
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
}
