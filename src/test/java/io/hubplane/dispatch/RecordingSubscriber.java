package io.hubplane.dispatch;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Records what a publisher sends, and requests items when the test says so. */
final class RecordingSubscriber<T> implements Flow.Subscriber<T> {
    final List<T> items = new CopyOnWriteArrayList<>();
    final CompletableFuture<List<T>> ended = new CompletableFuture<>();
    private final long atOnce;
    volatile Flow.@Nullable Subscription subscription;

    @Nullable
    RuntimeException failure;

    /** Makes a subscriber that requests some items as soon as it has subscribed. */
    RecordingSubscriber(long atOnce) {
        this.atOnce = atOnce;
    }

    /** Makes a subscriber that requests all items. */
    static <T> RecordingSubscriber<T> greedy() {
        return new RecordingSubscriber<>(Long.MAX_VALUE);
    }

    Flow.Subscription subscription() {
        return requireNonNull(subscription);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (atOnce > 0) {
            given.request(atOnce);
        }
    }

    @Override
    public void onNext(T item) {
        items.add(item);
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void onError(Throwable reason) {
        ended.completeExceptionally(reason);
    }

    @Override
    public void onComplete() {
        ended.complete(items);
    }
}
