package io.hubplane.hub;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One client, which can be asked as well as told. Safe for any thread.
 *
 * <p>A client is asked by calling a method it has a handler for; the handler's result comes back, from this node or
 * another. While a hub method waits for an answer, further calls of its client are carried out, so the client may call the
 * hub in order to answer. A method marked {@link Connected} may not ask: the client has not been accepted yet.
 *
 * <p>A stage may be completed by a thread that reads connections: what depends on it must not block, or be added by the
 * {@code Async} methods.
 */
public interface SingleClientProxy extends ClientProxy {
    /**
     * Calls a method of the client and takes its result.
     *
     * @param resultType the type the result is bound to
     * @param method the name of the client method
     * @param arguments what it is called with
     * @param <T> the type of the result
     * @return completed with the result, null included; exceptionally with a {@link HubException} if the client has no
     *     handler or the handler failed, with an {@link java.io.IOException} if the connection does not exist or ends
     *     before it has answered, with a {@link java.util.concurrent.TimeoutException} if it does not answer in time. To
     *     cancel the stage, as a {@link java.util.concurrent.CompletableFuture}, gives up waiting
     * @throws IllegalArgumentException if the method's name is blank or an argument cannot be encoded
     */
    default <T extends @Nullable Object> CompletionStage<T> invoke(
            Class<T> resultType, String method, @Nullable Object... arguments) {
        return invoke((Type) resultType, method, arguments);
    }

    /**
     * Calls a method of the client and takes its result, of a type with type arguments, for example
     * {@code List<Person>}; otherwise as {@link #invoke(Class, String, Object...)}.
     *
     * @param resultType the type the result is bound to
     * @param method the name of the client method
     * @param arguments what it is called with
     * @param <T> the type of the result, the caller's to know
     * @return as {@link #invoke(Class, String, Object...)}
     */
    <T extends @Nullable Object> CompletionStage<T> invoke(
            Type resultType, String method, @Nullable Object... arguments);

    /**
     * The same client with another limit to how long it may take to answer.
     *
     * @param timeout the limit, longer than 0; without this it is {@code hubplane.client-result-timeout}, 30 s if that is
     *     not configured
     * @return the client
     */
    SingleClientProxy answeringWithin(Duration timeout);
}
