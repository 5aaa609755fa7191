package io.hubplane.delivery;

import io.hubplane.hub.HubException;
import io.hubplane.lifetime.ClientErrorException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Turns a client's answer into the answer of {@link io.hubplane.hub.SingleClientProxy}, with the failures named there.
 */
final class ClientAnswer {
    private ClientAnswer() {}

    /** The answer for an application. Cancelling it cancels the question. */
    static CompletionStage<@Nullable Object> of(CompletionStage<@Nullable Object> received) {
        CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
        var unused = received.whenComplete((result, failure) -> {
            if (failure == null) {
                answer.complete(result);
            } else {
                answer.completeExceptionally(ofApplication(failure));
            }
        });
        var unusedToo = answer.whenComplete((result, failure) -> {
            if (answer.isCancelled()) {
                received.toCompletableFuture().cancel(false);
            }
        });
        return answer;
    }

    private static Throwable ofApplication(Throwable failure) {
        if (failure instanceof ClientErrorException) {
            String text = failure.getMessage();
            return new HubException(text == null ? "" : text, failure);
        }
        return failure;
    }
}
