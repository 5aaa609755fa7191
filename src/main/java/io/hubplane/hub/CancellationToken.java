package io.hubplane.hub;

import java.util.concurrent.CompletionStage;

/**
 * Tells a hub method that nobody waits for it any more: the client has cancelled the call, or its connection has ended.
 * A parameter of a hub method, whether it streams or not; clients send no argument for it. Safe for any thread.
 *
 * <p>It stops nothing: a method that ignores it goes on, and a cancelled call still ends when its method does. The
 * subscription to a stream that the method has returned is cancelled without the method's help.
 */
public interface CancellationToken {
    /**
     * Whether the call has been cancelled.
     *
     * @return true from then on
     */
    boolean isCancelled();

    /**
     * Completes when the call is cancelled, and never if it ends in another way. Dependent actions run soon afterwards,
     * on a thread for hub methods.
     *
     * @return the stage; completing it cancels nothing
     */
    CompletionStage<Void> cancelled();
}
