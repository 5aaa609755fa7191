package io.hubplane.delivery;

import io.hubplane.connection.HubLifetimeManager;
import io.hubplane.protocol.HubMessage;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Delivers through a hub's lifetime manager. */
final class LifetimeDelivery implements Delivery {
    private final HubLifetimeManager lifetime;

    LifetimeDelivery(HubLifetimeManager lifetime) {
        this.lifetime = Objects.requireNonNull(lifetime);
    }

    @Override
    public CompletionStage<Void> sendToAll(HubMessage.Invocation message, Collection<String> excluded) {
        return lifetime.sendToAll(message, excluded);
    }

    @Override
    public CompletionStage<Void> sendToConnections(HubMessage.Invocation message, Collection<String> connectionIds) {
        return lifetime.sendToConnections(message, connectionIds);
    }

    @Override
    public CompletionStage<Void> sendToGroups(
            HubMessage.Invocation message, Collection<String> groups, Collection<String> excluded) {
        return lifetime.sendToGroups(message, groups, excluded);
    }

    @Override
    public CompletionStage<Void> sendToUsers(HubMessage.Invocation message, Collection<String> users) {
        return lifetime.sendToUsers(message, users);
    }

    @Override
    public CompletionStage<Void> addToGroup(String connectionId, String group) {
        return lifetime.addToGroup(connectionId, group);
    }

    @Override
    public CompletionStage<Void> removeFromGroup(String connectionId, String group) {
        return lifetime.removeFromGroup(connectionId, group);
    }

    @Override
    public CompletionStage<@Nullable Object> invoke(
            String connectionId, HubMessage.Invocation message, Type resultType, Duration timeout) {
        return ClientAnswer.of(lifetime.invoke(connectionId, message, resultType, timeout));
    }
}
