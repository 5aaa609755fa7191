package io.hubplane.transport.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers a request when there is an answer, and holds no thread until then. */
final class AsyncAnswer {
    private AsyncAnswer() {}

    /**
     * Answers.
     *
     * @param answer the answer; cancelled if the client is known to be gone before
     * @param lost told if what the answer carried could not be written
     */
    static void send(
            CompletableFuture<Answer> answer,
            HttpServletRequest request,
            HttpServletResponse response,
            Consumer<Throwable> lost)
            throws IOException {
        if (answer.isDone()) {
            sendNow(answer.join(), response, lost);
        } else {
            sendLater(answer, request, response, lost);
        }
    }

    private static void sendNow(Answer answer, HttpServletResponse response, Consumer<Throwable> lost)
            throws IOException {
        try {
            answer.writeTo(response);
        } catch (IOException e) {
            if (answer.carriesMessages()) {
                lost.accept(e);
            }
            throw e;
        }
    }

    private static void sendLater(
            CompletableFuture<Answer> answer,
            HttpServletRequest request,
            HttpServletResponse response,
            Consumer<Throwable> lost)
            throws IOException {
        boolean begun = false;
        try {
            AsyncContext context = request.startAsync();
            context.setTimeout(0);
            NonBlockingResponse late =
                    new NonBlockingResponse(context, response.getOutputStream(), failure -> ended(answer, failure));
            late.start();
            begun = true;
            CompletionStage<Answer> stage = answer;
            stage.whenComplete((given, canceled) -> {
                if (given != null) {
                    write(given, response, late, lost);
                }
            });
        } finally {
            if (!begun) {
                answer.cancel(false);
            }
        }
    }

    private static void write(
            Answer answer, HttpServletResponse response, NonBlockingResponse late, Consumer<Throwable> lost) {
        try {
            answer.writeHeadTo(response);
        } catch (RuntimeException e) { // the container has ended the response meanwhile
            late.fail(e);
        }
        if (!answer.isEmpty()) {
            late.write(answer.body(), failure -> {
                if (failure != null && answer.carriesMessages()) {
                    lost.accept(failure);
                }
            });
        }
        late.finish();
    }

    private static void ended(CompletableFuture<Answer> answer, @Nullable Throwable failure) {
        if (failure != null) {
            answer.cancel(false);
        }
    }
}
