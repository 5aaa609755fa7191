package io.hubplane.dispatch;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Is told about each question of one call to a client, or forbids it. Safe for any thread. */
interface ClientResultListener {
    /**
     * Asks, or answers with a failed stage.
     *
     * @param question sends the question; may throw
     * @return the answer
     */
    <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question);
}
