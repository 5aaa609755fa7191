package io.hubplane.dispatch;

import io.hubplane.concurrent.RunAs;
import io.hubplane.lifetime.Delivery;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.protocol.HubMessage;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A delivery whose stages complete with the identity of the caller. The thread that completes a stage is often one that
 * serves another client. Without this, the application's dependent actions would run with that client's identity.
 *
 * @param delivery sends
 * @param scope knows the call that runs on a thread
 * @param nobody the identity if no call runs
 */
public record RunAsDelivery(Delivery delivery, CallScope scope, RunAs nobody) implements Delivery {
    @Override
    public CompletionStage<Void> send(Recipients recipients, HubMessage.Invocation message) {
        return completing(delivery.send(recipients, message));
    }

    @Override
    public CompletionStage<Void> addToGroup(String connectionId, String group) {
        return completing(delivery.addToGroup(connectionId, group));
    }

    @Override
    public CompletionStage<Void> removeFromGroup(String connectionId, String group) {
        return completing(delivery.removeFromGroup(connectionId, group));
    }

    @Override
    public CompletionStage<@Nullable Object> invoke(
            String connectionId, HubMessage.Invocation message, Type resultType, Duration timeout) {
        return completing(delivery.invoke(connectionId, message, resultType, timeout));
    }

    @Override
    public void limitReached(String limit) {
        delivery.limitReached(limit);
    }

    private <T extends @Nullable Object> CompletionStage<T> completing(CompletionStage<T> stage) {
        RunAs acting = scope.acting(nobody);
        if (!acting.matters()) {
            return stage;
        }
        CompletableFuture<T> future = stage.toCompletableFuture();
        // Actions added to a complete stage run on the thread that adds them.
        return future.isDone() ? stage : new RunAsStage<>(future, acting);
    }
}
