package io.hubplane.dispatch;

import io.hubplane.delivery.HubViews;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Makes what the hub sees of one connection, for each of its calls. Immutable. */
final class HubCalls {
    private final HubCallerContext context;
    private final HubViews views;

    HubCalls(HubCallerContext context, HubViews views) {
        this.context = context;
        this.views = views;
    }

    /** A call of the client. */
    HubCall asking(ClientQuestions questions) {
        HubCallerClients clients =
                views.clients(context.connectionId(), client -> new QuestionedClient(client, questions));
        return new HubCall(context, clients, views.groups());
    }

    /** The call that tells the hub of the connection. */
    HubCall connecting() {
        return asking(NoQuestions.INSTANCE);
    }

    /** The call that tells the hub of the connection's end. */
    HubCall ending() {
        return asking(FreeQuestions.INSTANCE);
    }

    private enum NoQuestions implements ClientQuestions {
        INSTANCE;

        @Override
        public <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question) {
            return CompletableFuture.failedFuture(
                    new HubException("Client results inside OnConnectedAsync Hub methods are not allowed."));
        }
    }

    private enum FreeQuestions implements ClientQuestions {
        INSTANCE;

        @Override
        public <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question) {
            return question.get();
        }
    }
}
