package io.hubplane.dispatch;

import io.hubplane.hub.SingleClientProxy;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One client as a call sees it. The call's listener is told about each question. */
record ResultAwareClient(SingleClientProxy client, ClientResultListener questions) implements SingleClientProxy {
    @Override
    public CompletionStage<Void> send(String method, @Nullable Object... arguments) {
        return client.send(method, arguments);
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> invoke(
            Type resultType, String method, @Nullable Object... arguments) {
        return questions.ask(() -> client.<T>invoke(resultType, method, arguments));
    }

    @Override
    public SingleClientProxy answeringWithin(Duration timeout) {
        return new ResultAwareClient(client.answeringWithin(timeout), questions);
    }
}
