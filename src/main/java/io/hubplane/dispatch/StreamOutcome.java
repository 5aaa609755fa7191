package io.hubplane.dispatch;

import io.hubplane.dispatch.model.HubMethodDescriptor;
import io.hubplane.dispatch.stream.ServerStream;
import io.hubplane.observe.ClientLog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Answers a call with the stream that its method returns, and a completion at the end (Hub Protocol,
 * <em>Streaming</em>).
 */
final class StreamOutcome implements HubInvoker.LastingOutcome {
    private enum Phase {
        CALLING,
        MISSING,
        STREAMING
    }

    private final ReceivedCall call;
    private final HubMethodDescriptor method;
    private final Answer answer;
    private final ErrorTexts texts;
    private final CallReport report;
    private final Executor executor;
    private final ClientLog log;
    private volatile Phase phase = Phase.CALLING;

    /**
     * Makes the outcome of a call.
     *
     * @param method the method that streams
     * @param executor asks the publisher for more items when no other thread is available
     * @param log logs failures of the publisher
     */
    StreamOutcome(
            ReceivedCall call,
            HubMethodDescriptor method,
            Answer answer,
            ErrorTexts texts,
            CallReport report,
            Executor executor,
            ClientLog log) {
        this.call = call;
        this.method = method;
        this.answer = answer;
        this.texts = texts;
        this.report = report;
        this.executor = executor;
        this.log = log;
    }

    @Override
    public CompletionStage<@Nullable Void> goOn(@Nullable Object result) {
        String id = call.invocationId();
        if (id == null || !(result instanceof Flow.Publisher<?> publisher)) {
            phase = Phase.MISSING;
            return CompletableFuture.failedFuture(new IllegalStateException(method.name() + " returned "
                    + (result == null ? "null" : result.getClass().getName()) + ", must return a Flow.Publisher"));
        }
        phase = Phase.STREAMING;
        return new ServerStream(
                        call.context().acting(),
                        answer.caller(),
                        id,
                        method.resultType(),
                        call.cancellation(),
                        executor,
                        log,
                        call.observation().streams())
                .send(publisher);
    }

    @Override
    public void succeeded(@Nullable Object nothing) {
        answer.end();
        if (call.cancellation().isCancelled()) {
            report.cancelled();
        } else {
            report.succeeded();
        }
    }

    @Override
    public void failed(Throwable failure) {
        boolean cancelled = call.cancellation().isCancelled();
        if (cancelled) {
            // The failure of a cancelled stream does not matter to the client.
            answer.end();
        } else {
            answer.error(text(failure));
        }
        report.failed(answer.caller().id(), failure, cancelled);
    }

    private String text(Throwable failure) {
        return switch (phase) {
            case CALLING -> texts.invoking(call.target(), failure);
            case MISSING -> ErrorTexts.noStream(method.name());
            case STREAMING -> texts.whileStreaming(failure);
        };
    }
}
