package io.hubplane.hub;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One client, which can be sent messages and asked for results. Safe for any thread.
 *
 * <p>To ask a client, call a method for which it has a handler; the handler's result comes back, whichever node the
 * client is on. While a hub method waits for a result, other calls of its client can run, so the client may call the
 * hub before it answers. A method marked {@link Connected} must not ask: the client has not been accepted yet.
 *
 * <p>A stage may be completed by a thread that reads connections: dependent actions must not block, or must be added by
 * the {@code Async} methods.
 */
public interface SingleClientProxy extends ClientProxy {
    /**
     * Calls a method of the client and returns its result.
     *
     * @param resultType the type the result is bound to
     * @param method the name of the client method
     * @param arguments its arguments
     * @param <T> the type of the result
     * @return completed with the result, which may be null; completed exceptionally with a {@link HubException} if the
     *     client has no handler or the handler failed, with an {@link java.io.IOException} if the connection does not
     *     exist or ends before it answers, or with a {@link java.util.concurrent.TimeoutException} if it does not
     *     answer in time. Cancelling the stage, as a {@link java.util.concurrent.CompletableFuture}, ends the waiting
     * @throws IllegalArgumentException if the method's name is blank or an argument cannot be encoded
     */
    default <T extends @Nullable Object> CompletionStage<T> invoke(
            Class<T> resultType, String method, @Nullable Object... arguments) {
        return invoke((Type) resultType, method, arguments);
    }

    /**
     * Calls a method of the client and returns its result, for a type with type arguments, for example
     * {@code List<Person>}; otherwise as {@link #invoke(Class, String, Object...)}.
     *
     * @param resultType the type the result is bound to
     * @param method the name of the client method
     * @param arguments its arguments
     * @param <T> the type of the result; the caller must make it match {@code resultType}
     * @return as {@link #invoke(Class, String, Object...)}
     */
    <T extends @Nullable Object> CompletionStage<T> invoke(
            Type resultType, String method, @Nullable Object... arguments);

    /**
     * The same client with another time limit for its answer.
     *
     * @param timeout the limit, longer than 0; by default it is {@code hubplane.client-result-timeout}, 30 s if that is
     *     not configured
     * @return the client
     */
    SingleClientProxy answeringWithin(Duration timeout);
}
