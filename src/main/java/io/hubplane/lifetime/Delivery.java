package io.hubplane.lifetime;

import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.protocol.HubMessage;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Sends for a hub: everything that applications send passes through this interface. Safe for any thread; no method
 * waits for a connection or for another node.
 */
public interface Delivery {
    /**
     * Sends a message.
     *
     * @param recipients who receives it
     * @param message the message
     * @return completed as {@code ClientProxy.send} says
     * @throws IllegalArgumentException if an argument cannot be encoded; then nobody receives the message
     */
    CompletionStage<Void> send(Recipients recipients, HubMessage.Invocation message);

    /**
     * Adds a connection of any node to a group.
     *
     * @param connectionId the connection
     * @param group the group's name, not empty
     * @return completed as {@code Groups.add} says; exceptionally with a {@link ConnectionException} if no node has the
     *     connection
     */
    CompletionStage<Void> addToGroup(String connectionId, String group);

    /**
     * Removes a connection of any node from a group.
     *
     * @param connectionId the connection
     * @param group the group's name, not empty
     * @return completed as {@code Groups.remove} says; exceptionally with a {@link ConnectionException} if no node has
     *     the connection
     */
    CompletionStage<Void> removeFromGroup(String connectionId, String group);

    /**
     * Calls a method of one client, on any node, and takes its result.
     *
     * @param connectionId the connection
     * @param message the call, without an id; it is given one
     * @param resultType the type of the result; {@code void} ignores whatever the client returns
     * @param timeout how long the client may take, longer than 0; checked about once a second
     * @return completed with the result, which may be null; exceptionally with a {@link ClientErrorException} if the
     *     client answered with an error or with a result that does not fit, with a {@link ConnectionException} if the
     *     connection does not exist, cannot be reached, or ends before it answers, and with a
     *     {@link java.util.concurrent.TimeoutException}. A thread that carries messages may complete it, so dependent
     *     actions must not block. Cancelling it, as a {@link java.util.concurrent.CompletableFuture}, ends the waiting
     * @throws IllegalArgumentException if an argument cannot be encoded or the timeout is not longer than 0
     */
    CompletionStage<@Nullable Object> invoke(
            String connectionId, HubMessage.Invocation message, Type resultType, Duration timeout);

    /**
     * Reports that a client's choice exceeds a limit and is refused.
     *
     * @param limit the name of the limit, for the observer
     */
    default void limitReached(String limit) {}
}
