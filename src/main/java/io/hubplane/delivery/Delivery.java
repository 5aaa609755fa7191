package io.hubplane.delivery;

import io.hubplane.connection.HubLifetimeManager;
import io.hubplane.protocol.HubMessage;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the views of a hub need of the delivery to clients; {@link HubLifetimeManager} says what each method does. */
public interface Delivery {
    /**
     * Delivers through a hub's lifetime manager.
     *
     * @param lifetime the manager
     * @return the delivery, safe for any thread
     */
    static Delivery through(HubLifetimeManager lifetime) {
        return new LifetimeDelivery(lifetime);
    }

    /**
     * Sends to every connection.
     *
     * @param message the message
     * @param excluded the ids of the connections left out
     * @return completed when it has been sent
     */
    CompletionStage<Void> sendToAll(HubMessage.Invocation message, Collection<String> excluded);

    /**
     * Sends to some connections.
     *
     * @param message the message
     * @param connectionIds their ids
     * @return completed when it has been sent
     */
    CompletionStage<Void> sendToConnections(HubMessage.Invocation message, Collection<String> connectionIds);

    /**
     * Sends to the members of some groups.
     *
     * @param message the message
     * @param groups the groups' names
     * @param excluded the ids of the connections left out
     * @return completed when it has been sent
     */
    CompletionStage<Void> sendToGroups(
            HubMessage.Invocation message, Collection<String> groups, Collection<String> excluded);

    /**
     * Sends to the connections of some users.
     *
     * @param message the message
     * @param users the user identifiers
     * @return completed when it has been sent
     */
    CompletionStage<Void> sendToUsers(HubMessage.Invocation message, Collection<String> users);

    /**
     * Adds a connection to a group.
     *
     * @param connectionId the connection
     * @param group the group's name
     * @return completed when it is a member
     */
    CompletionStage<Void> addToGroup(String connectionId, String group);

    /**
     * Removes a connection from a group.
     *
     * @param connectionId the connection
     * @param group the group's name
     * @return completed when it is no member
     */
    CompletionStage<Void> removeFromGroup(String connectionId, String group);

    /**
     * Asks one client; see {@link io.hubplane.hub.SingleClientProxy#invoke(Type, String, Object...)} for what comes back.
     *
     * @param connectionId the client
     * @param message the call, without an id
     * @param resultType the type the result is bound to, no primitive one
     * @param timeout how long the client may take
     * @return completed with the answer
     */
    CompletionStage<@Nullable Object> invoke(
            String connectionId, HubMessage.Invocation message, Type resultType, Duration timeout);
}
