package io.hubplane.server.options;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stream of 300 texts, each a number and 100 letters, that counts what it has published.
 *
 * @param given how many have been published
 * @param done completed when all have been published
 */
record Numbers(AtomicInteger given, CompletableFuture<Void> done) implements Flow.Publisher<String> {
    private static final int LAST = 300;
    private static final String LETTERS = "x".repeat(100);

    @Override
    public void subscribe(Flow.Subscriber<? super String> subscriber) {
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                for (long left = count; left > 0 && given.get() < LAST; left--) {
                    subscriber.onNext(given.incrementAndGet() + LETTERS);
                }
                if (given.get() == LAST && done.complete(null)) {
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {
                // Nothing to free.
            }
        });
    }
}
