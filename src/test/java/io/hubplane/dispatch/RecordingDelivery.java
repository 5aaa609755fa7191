package io.hubplane.dispatch;

import io.hubplane.protocol.HubMessage;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Records what is to be delivered to whom. */
final class RecordingDelivery implements Delivery {
    record Sent(String kind, HubMessage.Invocation message, Set<String> to, Set<String> excluded) {}

    final List<Sent> sent = new CopyOnWriteArrayList<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final List<String> changes = new CopyOnWriteArrayList<>();
    final CompletableFuture<Void> stage = new CompletableFuture<>();

    record Asked(
            String connectionId,
            HubMessage.Invocation message,
            Type resultType,
            Duration timeout,
            CompletableFuture<@Nullable Object> answer) {}

    Sent only() {
        if (sent.size() != 1) {
            throw new AssertionError("Sent not once but: " + sent);
        }
        return sent.get(0);
    }

    private CompletionStage<Void> record(
            String kind, HubMessage.Invocation message, Collection<String> to, Collection<String> excluded) {
        sent.add(new Sent(kind, message, Set.copyOf(to), Set.copyOf(excluded)));
        return stage;
    }

    @Override
    public CompletionStage<Void> sendToAll(HubMessage.Invocation message, Collection<String> excluded) {
        return record("all", message, Set.of(), excluded);
    }

    @Override
    public CompletionStage<Void> sendToConnections(HubMessage.Invocation message, Collection<String> connectionIds) {
        return record("connections", message, connectionIds, Set.of());
    }

    @Override
    public CompletionStage<Void> sendToGroups(
            HubMessage.Invocation message, Collection<String> groups, Collection<String> excluded) {
        return record("groups", message, groups, excluded);
    }

    @Override
    public CompletionStage<Void> sendToUsers(HubMessage.Invocation message, Collection<String> users) {
        return record("users", message, users, Set.of());
    }

    @Override
    public CompletionStage<Void> addToGroup(String connectionId, String group) {
        changes.add("add " + connectionId + " to " + group);
        return stage;
    }

    @Override
    public CompletionStage<Void> removeFromGroup(String connectionId, String group) {
        changes.add("remove " + connectionId + " from " + group);
        return stage;
    }

    @Override
    public CompletionStage<@Nullable Object> invoke(
            String connectionId, HubMessage.Invocation message, Type resultType, Duration timeout) {
        Asked question = new Asked(connectionId, message, resultType, timeout, new CompletableFuture<>());
        asked.add(question);
        return question.answer();
    }
}
