package io.hubplane.transport.http;

import io.hubplane.transport.http.answer.Answer;
import java.util.concurrent.CompletableFuture;

/** A poll that waits for a batch, or has taken one. */
final class WaitingPoll {
    final CompletableFuture<Answer> answer = new CompletableFuture<>();
    /** Whether the outcome of the answer will be reported. */
    final boolean confirmed;

    WaitingPoll(boolean confirmed) {
        this.confirmed = confirmed;
    }
}
