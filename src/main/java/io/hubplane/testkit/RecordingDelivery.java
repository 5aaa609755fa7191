package io.hubplane.testkit;

import io.hubplane.lifetime.Delivery;
import io.hubplane.lifetime.recipients.Recipients;
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

/** Records what is sent, and delivers it. */
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
    public CompletionStage<Void> send(Recipients recipients, HubMessage.Invocation message) {
        CompletionStage<Void> done = delivery.send(recipients, message);
        if (recipients instanceof Recipients.Connections some) {
            some.ids().forEach(id -> note("connection " + id, message, List.of()));
        } else if (recipients instanceof Recipients.Groups groups) {
            groups.names().forEach(group -> note("group " + group, message, groups.excluded()));
        } else if (recipients instanceof Recipients.Users users) {
            users.identifiers().forEach(user -> note("user " + user, message, List.of()));
        } else if (recipients instanceof Recipients.All all) {
            note("all", message, all.excluded());
        }
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

    @Override
    public void limitReached(String limit) {
        delivery.limitReached(limit);
    }
}
