package io.hubplane.server.probe;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Publishes the numbers from 0 on as they are requested, on the thread that requests them.
 *
 * @param to how many numbers
 * @param counted how many have been published
 */
record Counting(int to, AtomicInteger counted) implements Flow.Publisher<Integer> {
    @Override
    public void subscribe(Flow.Subscriber<? super Integer> subscriber) {
        counted.set(0);
        subscriber.onSubscribe(new Flow.Subscription() {
            private long asked;
            private boolean publishing;
            private int next;

            @Override
            public synchronized void request(long count) {
                asked += count;
                if (publishing) {
                    return; // requested within onNext: the loop below continues
                }
                publishing = true;
                while (asked > 0 && next < to) {
                    asked--;
                    counted.set(next + 1);
                    subscriber.onNext(next++);
                }
                publishing = false;
                if (next == to) {
                    next++;
                    subscriber.onComplete();
                }
            }

            @Override
            public synchronized void cancel() {
                asked = Long.MIN_VALUE;
            }
        });
    }
}
