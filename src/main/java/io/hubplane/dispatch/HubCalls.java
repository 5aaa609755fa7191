package io.hubplane.dispatch;

import io.hubplane.delivery.HubViews;
import io.hubplane.dispatch.model.HubCall;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Makes what the hub sees of one connection, for each of its calls. Immutable. */
final class HubCalls {
    private final CallerContext first;
    private final HubViews views;

    /**
     * Makes the calls of a connection.
     *
     * @param first the connection as it is in what the client has sent first
     */
    HubCalls(CallerContext first, HubViews views) {
        this.first = first;
        this.views = views;
    }

    /** A call of the client, who has made it as the context tells. */
    HubCall asking(CallerContext context, ClientResultListener questions) {
        HubCallerClients clients =
                views.clients(context.connectionId(), client -> new ResultAwareClient(client, questions));
        return new HubCall(context, clients, views.groups(), context.acting());
    }

    /** The call that tells the hub of the connection. */
    HubCall connecting() {
        return asking(first, NoQuestions.INSTANCE);
    }

    /** The call that tells the hub of the connection's end. */
    HubCall ending() {
        return asking(first, FreeQuestions.INSTANCE);
    }

    private enum NoQuestions implements ClientResultListener {
        INSTANCE;

        @Override
        public <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question) {
            return CompletableFuture.failedFuture(new HubException("A method marked @Connected may not ask a client."));
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
