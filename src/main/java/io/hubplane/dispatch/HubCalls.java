package io.hubplane.dispatch;

import io.hubplane.delivery.HubViews;
import io.hubplane.dispatch.model.HubCall;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Makes what the hub sees of one connection, for each call. Immutable. */
final class HubCalls {
    private final CallerContext first;
    private final HubViews views;

    /**
     * Makes the calls of a connection.
     *
     * @param first the context of the connection's first message
     */
    HubCalls(CallerContext first, HubViews views) {
        this.first = first;
        this.views = views;
    }

    /** Makes a call of the client, with the context of its message. */
    HubCall asking(CallerContext context, ClientResultListener questions) {
        HubCallerClients clients =
                views.clients(context.connectionId(), client -> new ResultAwareClient(client, questions));
        return new HubCall(context, clients, views.groups(), context.acting());
    }

    /** Makes the call that tells the hub about the new connection. */
    HubCall connecting() {
        return asking(first, NoQuestions.INSTANCE);
    }

    /** Makes the call that tells the hub about the connection's end. */
    HubCall ending() {
        return asking(first, FreeQuestions.INSTANCE);
    }

    private enum NoQuestions implements ClientResultListener {
        INSTANCE;

        @Override
        public <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question) {
            return CompletableFuture.failedFuture(
                    new HubException("A @Connected method must not ask a client for a result."));
        }
    }

    private enum FreeQuestions implements ClientResultListener {
        INSTANCE;

        @Override
        public <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question) {
            return question.get();
        }
    }
}
