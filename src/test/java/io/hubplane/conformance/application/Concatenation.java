package io.hubplane.conformance.application;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Joins the texts of a stream, in order. */
final class Concatenation implements Flow.Subscriber<String> {
    private final StringBuilder parts = new StringBuilder();
    private final CompletableFuture<String> whole = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    /** The joined text, when the stream is complete. */
    CompletionStage<String> whole() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(1);
    }

    @Override
    public void onNext(String part) {
        parts.append(part);
        Objects.requireNonNull(subscription, "begun").request(1);
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(parts.toString());
    }
}
