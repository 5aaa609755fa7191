package io.hubplane.dispatch;

import io.hubplane.concurrent.RunAs;
import io.hubplane.connection.Sender;

/**
 * Lets the application's other beans see, during a hub call, the same caller that the hub sees: the container uses this
 * identity to check roles and shows it to beans. Safe for any thread.
 */
public interface CallerIdentities {
    /** For containers without such a means: threads keep their identity. */
    CallerIdentities NONE = new CallerIdentities() {
        @Override
        public RunAs of(Sender sender) {
            return RunAs.UNCHANGED;
        }

        @Override
        public RunAs nobody() {
            return RunAs.UNCHANGED;
        }
    };

    /**
     * The identity that acts in what a client has sent.
     *
     * @param sender the sender
     * @return the identity, or {@link #nobody} if the sender is anonymous
     */
    RunAs of(Sender sender);

    /**
     * The identity that acts when there is no caller.
     *
     * @return the identity of nobody
     */
    RunAs nobody();
}
