package io.hubplane.dispatch;

import io.hubplane.protocol.HubMessage;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

/** What dispatch needs of the delivery to clients; see {@link io.hubplane.connection.HubLifetimeManager}. */
interface Delivery {
    CompletionStage<Void> sendToAll(HubMessage.Invocation message, Collection<String> excluded);

    CompletionStage<Void> sendToConnections(HubMessage.Invocation message, Collection<String> connectionIds);

    CompletionStage<Void> sendToGroups(
            HubMessage.Invocation message, Collection<String> groups, Collection<String> excluded);

    CompletionStage<Void> sendToUsers(HubMessage.Invocation message, Collection<String> users);

    CompletionStage<Void> addToGroup(String connectionId, String group);

    CompletionStage<Void> removeFromGroup(String connectionId, String group);
}
