package io.hubplane.hub;

import java.util.concurrent.CompletionStage;

/**
 * Tells a hub method that nobody waits for it any more: the client has cancelled the call, or its connection has ended.
 * Taken as a parameter of a hub method, whether it streams or not; clients send nothing for it. Safe for any thread.
 *
 * <p>Nothing is stopped by it: a method that takes no notice goes on, and a cancelled call still ends when its method
 * does. The subscription to a stream the method has returned is cancelled without the method's help.
 */
public interface CancellationToken {
    /**
     * Whether the call has been cancelled.
     *
     * @return true from then on
     */
    boolean isCancelled();

    /**
     * Completes when the call is cancelled, and never if it ends otherwise. What depends on it runs on a thread for hub
     * methods, soon after.
     *
     * @return the stage; to complete it cancels nothing
     */
    CompletionStage<Void> cancelled();
}
