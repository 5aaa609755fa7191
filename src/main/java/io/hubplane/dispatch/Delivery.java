package io.hubplane.dispatch;

import io.hubplane.protocol.HubMessage;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What dispatch needs of the delivery to clients; see {@link io.hubplane.connection.HubLifetimeManager}. */
interface Delivery {
    CompletionStage<Void> sendToAll(HubMessage.Invocation message, Collection<String> excluded);

    CompletionStage<Void> sendToConnections(HubMessage.Invocation message, Collection<String> connectionIds);

    CompletionStage<Void> sendToGroups(
            HubMessage.Invocation message, Collection<String> groups, Collection<String> excluded);

    CompletionStage<Void> sendToUsers(HubMessage.Invocation message, Collection<String> users);

    CompletionStage<Void> addToGroup(String connectionId, String group);

    CompletionStage<Void> removeFromGroup(String connectionId, String group);

    /**
     * Asks one client; see {@link io.hubplane.hub.SingleClientProxy#invoke(Type, String, Object...)} for what comes back.
     *
     * @param resultType the type the result is bound to, no primitive one
     * @param timeout how long the client may take
     */
    CompletionStage<@Nullable Object> invoke(
            String connectionId, HubMessage.Invocation message, Type resultType, Duration timeout);
}
