package io.hubplane.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * Answers a call that cannot be carried out, once the filters have seen it: they may have answered it in another way.
 *
 * @param target what the client called
 * @param reason why the call cannot be carried out
 * @param text what the client is told of that
 * @param answer the way back
 * @param texts what the client is told of other failures
 * @param observation hears how it goes
 */
record RefusedCall(
        String target, Throwable reason, String text, Answer answer, ErrorTexts texts, CallObservation observation)
        implements HubInvoker.Outcome {
    @Override
    public void succeeded(@Nullable Object result) {
        try {
            answer.result(result, Object.class);
        } catch (Throwable e) {
            failed(e);
            return;
        }
        observation.completed();
    }

    @Override
    public void failed(Throwable failure) {
        answer.error(failure == reason ? text : texts.invoking(target, failure));
        observation.failed(failure, false);
    }
}
