package io.hubplane.transport.http.answer;

import io.hubplane.transport.AnswerOutcome;
import io.hubplane.transport.Pending;
import io.hubplane.transport.Wire;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request when its answer is ready. No thread waits for the answer. No thread waits for the client to take
 * it, either, if the answer carries messages.
 */
public final class AsyncAnswer {
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    /** The wire of this request. It is looked up at once, since containers reuse a request object after its answer. */
    private final Wire wire;

    private final Consumer<Pending> leaves;
    private final Consumer<Throwable> lost;

    private AsyncAnswer(
            HttpServletRequest request,
            HttpServletResponse response,
            Consumer<Pending> leaves,
            Consumer<Throwable> lost) {
        this.request = request;
        this.response = response;
        this.wire = Wire.below(request);
        this.leaves = leaves;
        this.lost = lost;
    }

    /**
     * Sends an answer.
     *
     * @param answer the answer; this cancels it if the client disconnects first
     * @param leaves receives an answer that carries messages and that the client has not taken at once
     * @param lost called if messages of the answer could not be written
     */
    public static void send(
            CompletableFuture<Answer> answer,
            HttpServletRequest request,
            HttpServletResponse response,
            Consumer<Pending> leaves,
            Consumer<Throwable> lost)
            throws IOException {
        if (answer.isDone() && !answer.join().carriesMessages()) {
            answer.join().writeTo(response);
        } else {
            new AsyncAnswer(request, response, leaves, lost).send(answer);
        }
    }

    /** Sends an answer that carries no messages. */
    public static void send(CompletableFuture<Answer> answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        send(answer, request, response, pending -> {}, failure -> {});
    }

    private void send(CompletableFuture<Answer> answer) throws IOException {
        boolean begun = false;
        try {
            AsyncContext context = request.startAsync();
            context.setTimeout(0);
            NonBlockingResponse late = new NonBlockingResponse(
                    context, response.getOutputStream(), wire::execute, failure -> ended(answer, failure));
            late.start();
            begun = true;
            CompletionStage<Answer> stage = answer;
            stage.whenComplete((given, canceled) -> {
                if (given != null) {
                    write(given, late);
                }
            });
        } finally {
            if (!begun && !answer.cancel(false)) {
                answer.join().end(AnswerOutcome.NOT_BEGUN);
            }
        }
    }

    private void write(Answer answer, NonBlockingResponse late) {
        try {
            answer.writeHeadTo(response);
        } catch (RuntimeException e) { // the container has ended the response in the meantime
            late.fail(e);
        }
        if (answer.carriesMessages()) {
            wire.holdLittle();
        }
        if (!answer.isEmpty()) {
            late.write(answer.body(), failure -> {
                answer.end(outcome(failure, late));
                if (failure != null && answer.carriesMessages()) {
                    lost.accept(failure);
                }
                late.finish();
            });
        }
        if (answer.ended() == null || answer.isEmpty()) { // otherwise when the container has taken the body
            late.finish();
        }
        if (answer.carriesMessages()) {
            Pending pending = new AnswerOnItsWay(wire, late);
            if (!pending.isOver()) {
                leaves.accept(pending);
            }
        }
    }

    private static AnswerOutcome outcome(@Nullable Throwable failure, NonBlockingResponse late) {
        if (failure == null) {
            return AnswerOutcome.WRITTEN;
        }
        return late.hasBegun() ? AnswerOutcome.UNKNOWN : AnswerOutcome.NOT_BEGUN;
    }

    private static void ended(CompletableFuture<Answer> answer, @Nullable Throwable failure) {
        if (failure != null) {
            answer.cancel(false);
        }
    }
}
