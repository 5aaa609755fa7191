package io.hubplane.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * Answers a call that cannot be carried out, after the filters have seen it. A filter may have answered it in another
 * way.
 *
 * @param target the name that the client called
 * @param reason why the call cannot be carried out
 * @param text the text about this for the client
 * @param answer answers the client
 * @param texts texts about other failures
 * @param observation reports the call to observers
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
