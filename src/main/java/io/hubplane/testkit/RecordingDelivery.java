package io.hubplane.testkit;

import io.hubplane.delivery.Delivery;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.HubMessage;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Notes what is sent, and delivers it. */
final class RecordingDelivery implements Delivery {
    private final Delivery delivery;
    private final List<SentMessage> sent = new CopyOnWriteArrayList<>();

    RecordingDelivery(Delivery delivery) {
        this.delivery = delivery;
    }

    List<SentMessage> sent() {
        return List.copyOf(sent);
    }

    void forget() {
        sent.clear();
    }

    @Override
    public CompletionStage<Void> sendToAll(HubMessage.Invocation message, Collection<String> excluded) {
        CompletionStage<Void> done = delivery.sendToAll(message, excluded);
        note("all", message, excluded);
        return done;
    }

    @Override
    public CompletionStage<Void> sendToConnections(HubMessage.Invocation message, Collection<String> connectionIds) {
        CompletionStage<Void> done = delivery.sendToConnections(message, connectionIds);
        connectionIds.forEach(id -> note("connection " + id, message, List.of()));
        return done;
    }

    @Override
    public CompletionStage<Void> sendToGroups(
            HubMessage.Invocation message, Collection<String> groups, Collection<String> excluded) {
        CompletionStage<Void> done = delivery.sendToGroups(message, groups, excluded);
        groups.forEach(group -> note("group " + group, message, excluded));
        return done;
    }

    @Override
    public CompletionStage<Void> sendToUsers(HubMessage.Invocation message, Collection<String> users) {
        CompletionStage<Void> done = delivery.sendToUsers(message, users);
        users.forEach(user -> note("user " + user, message, List.of()));
        return done;
    }

    @Override
    public CompletionStage<Void> addToGroup(String connectionId, String group) {
        return delivery.addToGroup(connectionId, group);
    }

    @Override
    public CompletionStage<Void> removeFromGroup(String connectionId, String group) {
        return delivery.removeFromGroup(connectionId, group);
    }

    @Override
    public CompletionStage<@Nullable Object> invoke(
            String connectionId, HubMessage.Invocation message, Type resultType, Duration timeout) {
        note("connection " + connectionId, message, List.of());
        return delivery.invoke(connectionId, message, resultType, timeout);
    }

    private void note(String to, HubMessage.Invocation message, Collection<String> excluded) {
        String except = excluded.isEmpty() ? "" : " except " + String.join(", ", excluded);
        @Nullable
        Object[] arguments = message.arguments() instanceof Arguments.Values made ? made.values() : new Object[0];
        sent.add(new SentMessage(
                to + except, message.target(), Collections.unmodifiableList(Arrays.asList(arguments.clone()))));
    }
}
