package io.hubplane.cdi;

import io.hubplane.lifetime.Delivery;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.protocol.HubMessage;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A hub's delivery that the application can already use while it starts, before the hub is served. What it asks for
 * then is done, in order, once the hub is served.
 *
 * <p>Life cycle: made, {@link #begin}, {@link #end}. Safe for any thread; nothing blocks.
 */
final class LateDelivery implements Delivery {
    private final List<Consumer<Delivery>> waiting = new ArrayList<>();
    private volatile @Nullable Delivery delivery;
    private boolean over;

    /** The hub is served. */
    synchronized void begin(Delivery served) {
        waiting.forEach(each -> each.accept(served));
        waiting.clear();
        delivery = served;
    }

    /** The hub is no longer served. */
    synchronized void end() {
        waiting.clear();
        delivery = null;
        over = true;
    }

    private <T extends @Nullable Object> CompletionStage<T> served(Function<Delivery, CompletionStage<T>> action) {
        Delivery present = delivery;
        return present != null ? action.apply(present) : later(action);
    }

    private synchronized <T extends @Nullable Object> CompletionStage<T> later(
            Function<Delivery, CompletionStage<T>> action) {
        Delivery present = delivery;
        if (present != null) {
            return action.apply(present);
        }
        if (over) {
            throw new IllegalStateException("The hubs are no longer served: the application is being stopped");
        }
        CompletableFuture<T> outcome = new CompletableFuture<>();
        waiting.add(served -> {
            try {
                var unused = action.apply(served).whenComplete((result, failure) -> {
                    if (failure == null) {
                        outcome.complete(result);
                    } else {
                        outcome.completeExceptionally(failure);
                    }
                });
            } catch (RuntimeException e) {
                outcome.completeExceptionally(e);
            }
        });
        return outcome;
    }

    @Override
    public CompletionStage<Void> send(Recipients recipients, HubMessage.Invocation message) {
        return served(to -> to.send(recipients, message));
    }

    @Override
    public CompletionStage<Void> addToGroup(String connectionId, String group) {
        return served(to -> to.addToGroup(connectionId, group));
    }

    @Override
    public CompletionStage<Void> removeFromGroup(String connectionId, String group) {
        return served(to -> to.removeFromGroup(connectionId, group));
    }

    @Override
    public CompletionStage<@Nullable Object> invoke(
            String connectionId, HubMessage.Invocation message, Type resultType, Duration timeout) {
        return served(to -> to.invoke(connectionId, message, resultType, timeout));
    }

    @Override
    public void limitReached(String limit) {
        Delivery present = delivery;
        if (present != null) {
            present.limitReached(limit);
        }
    }
}
