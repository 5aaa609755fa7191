package io.hubplane.dispatch;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A publisher whose signals the test sends by hand, whether they follow the rules or not. */
public final class FakePublisher implements Flow.Publisher<String> {
    public final List<Long> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger cancellations = new AtomicInteger();

    @Nullable
    public RuntimeException requestFailure;

    private Flow.@Nullable Subscriber<? super String> subscriber;

    @Override
    public void subscribe(Flow.Subscriber<? super String> wanting) {
        subscriber = wanting;
        wanting.onSubscribe(subscription());
    }

    public Flow.Subscription subscription() {
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

    public int cancellations() {
        return cancellations.get();
    }

    /** The subscriber. */
    public Flow.Subscriber<? super String> subscriber() {
        if (subscriber == null) {
            throw new AssertionError("Nobody has subscribed");
        }
        return subscriber;
    }

    public void give(String... items) {
        for (String item : items) {
            subscriber().onNext(item);
        }
    }
}
