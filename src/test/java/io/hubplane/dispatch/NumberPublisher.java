package io.hubplane.dispatch;

import java.util.concurrent.Flow;

/**
 * Publishes the numbers from 0 on, on the thread that requests them, and records how many those were and how deeply
 * requests were nested.
 */
public final class NumberPublisher implements Flow.Publisher<Integer> {
    private final int end;
    public volatile int given;
    public volatile boolean cancelled;
    public volatile int deepest;

    /** Makes a publisher that completes before a number. */
    public NumberPublisher(int end) {
        this.end = end;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Integer> subscriber) {
        subscriber.onSubscribe(new Flow.Subscription() {
            private int depth;

            @Override
            public void request(long n) {
                deepest = Math.max(deepest, ++depth);
                for (long i = 0; i < n && given < end && !cancelled; i++) {
                    int next = given;
                    given = next + 1;
                    subscriber.onNext(next);
                }
                if (given == end && depth == 1) {
                    subscriber.onComplete();
                }
                depth--;
            }

            @Override
            public void cancel() {
                cancelled = true;
            }
        });
    }
}
