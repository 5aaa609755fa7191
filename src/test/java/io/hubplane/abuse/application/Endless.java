package io.hubplane.abuse.application;

import java.util.concurrent.Flow;

/** Publishes the numbers from 0 on as they are requested, on the thread that requests them, until it is cancelled. */
final class Endless implements Flow.Publisher<Integer> {
    @Override
    public void subscribe(Flow.Subscriber<? super Integer> subscriber) {
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
                for (; asked > 0; asked--) {
                    subscriber.onNext(next++);
                }
                publishing = false;
            }

            @Override
            public synchronized void cancel() {
                asked = Long.MIN_VALUE;
            }
        });
    }
}
