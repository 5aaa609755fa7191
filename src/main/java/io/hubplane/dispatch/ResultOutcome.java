package io.hubplane.dispatch;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Answers a call with the result of its method (Hub Protocol, <em>Completions</em>). */
record ResultOutcome(String target, Type resultType, Answer answer, ErrorTexts texts, CallReport report)
        implements HubInvoker.Outcome {
    @Override
    public void succeeded(@Nullable Object result) {
        try {
            answer.result(result, resultType);
        } catch (Throwable e) {
            // The result cannot be encoded, but the client must still get an answer.
            failed(e);
            return;
        }
        report.succeeded();
    }

    @Override
    public void failed(Throwable failure) {
        answer.error(texts.invoking(target, failure));
        report.failed(answer.caller().id(), failure, answer.isUnwanted());
    }
}
