package io.hubplane.dispatch;

import io.hubplane.concurrent.RunAs;
import io.hubplane.connection.Sender;

/**
 * Has the application's other beans see, while a hub is called, the caller that the hub sees: whom the container asks for
 * roles and gives to those who want to know. Safe for any thread.
 */
public interface CallerIdentities {
    /** Where the container has no such thing: threads stay whoever they are. */
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
     * Who acts in what somebody has sent.
     *
     * @param sender who has sent it
     * @return them, or {@link #nobody} if the sender is anonymous
     */
    RunAs of(Sender sender);

    /**
     * Who acts where nobody in particular does.
     *
     * @return nobody
     */
    RunAs nobody();
}
