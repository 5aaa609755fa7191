package io.hubplane.dispatch;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A publisher whose signals the test gives by hand, following the rules or not. */
final class FakePublisher implements Flow.Publisher<String> {
    final List<Long> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger cancellations = new AtomicInteger();

    @Nullable
    RuntimeException requestFailure;

    private Flow.@Nullable Subscriber<? super String> subscriber;

    @Override
    public void subscribe(Flow.Subscriber<? super String> wanting) {
        subscriber = wanting;
        wanting.onSubscribe(subscription());
    }

    Flow.Subscription subscription() {
        return new Flow.Subscription() {
            @Override
            public void request(long n) {
                requests.add(n);
                if (requestFailure != null) {
                    throw requestFailure;
                }
            }

            @Override
            public void cancel() {
                cancellations.incrementAndGet();
            }
        };
    }

    int cancellations() {
        return cancellations.get();
    }

    /** Whoever has subscribed. */
    Flow.Subscriber<? super String> subscriber() {
        if (subscriber == null) {
            throw new AssertionError("Nobody has subscribed");
        }
        return subscriber;
    }

    void give(String... items) {
        for (String item : items) {
            subscriber().onNext(item);
        }
    }
}
