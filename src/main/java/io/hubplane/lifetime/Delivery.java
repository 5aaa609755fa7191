package io.hubplane.lifetime;

import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.protocol.HubMessage;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What leads from a hub to its clients: the one way out for everything that applications send. Safe for any thread; no
 * method waits for a connection or for another node.
 */
public interface Delivery {
    /**
     * Sends a message.
     *
     * @param recipients whom it is for
     * @param message the message
     * @return completed as {@code ClientProxy.send} says
     * @throws IllegalArgumentException if an argument cannot be encoded; nobody receives the message then
     */
    CompletionStage<Void> send(Recipients recipients, HubMessage.Invocation message);

    /**
     * Adds a connection, of any node, to a group.
     *
     * @param connectionId the connection
     * @param group the group's name, not empty
     * @return completed as {@code Groups.add} says; exceptionally with a {@link ConnectionException} if no node has the
     *     connection
     */
    CompletionStage<Void> addToGroup(String connectionId, String group);

    /**
     * Removes a connection, of any node, from a group.
     *
     * @param connectionId the connection
     * @param group the group's name, not empty
     * @return completed as {@code Groups.remove} says; exceptionally with a {@link ConnectionException} if no node has
     *     the connection
     */
    CompletionStage<Void> removeFromGroup(String connectionId, String group);

    /**
     * Calls a method of one client, of any node, and takes its result.
     *
     * @param connectionId the connection
     * @param message the call, without an id; it is given one
     * @param resultType the type the result is bound to; {@code void} takes whatever comes for nothing
     * @param timeout how long the client may take, longer than 0; looked after about once a second
     * @return completed with the result, null included; exceptionally with a {@link ClientErrorException} if the client
     *     answered with an error or something that does not fit, with a {@link ConnectionException} if there is no such
     *     connection, it cannot be reached, or it ends before it has answered, and with a
     *     {@link java.util.concurrent.TimeoutException}. It may be completed by a thread that carries messages: what
     *     depends on it must not block. To cancel it, as a {@link java.util.concurrent.CompletableFuture}, gives up
     *     waiting
     * @throws IllegalArgumentException if an argument cannot be encoded or the timeout is not longer than 0
     */
    CompletionStage<@Nullable Object> invoke(
            String connectionId, HubMessage.Invocation message, Type resultType, Duration timeout);

    /**
     * What a client has chosen is beyond a limit, and is refused.
     *
     * @param limit the limit's name, for the observer
     */
    default void limitReached(String limit) {}
}
