package io.hubplane.observed;

import io.hubplane.hub.Connected;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A hub that causes every kind of event. */
@Hub("/observed")
public class ObservedHub {
    final CompletableFuture<String> stage = new CompletableFuture<>();
    private final HubCallerClients clients;

    @Inject
    ObservedHub(HubCallerClients clients) {
        this.clients = clients;
    }

    /** Something to do for each connection. */
    @Connected
    public void welcome() {}

    public int add(int a, int b) {
        return a + b;
    }

    public void fails() {
        throw new HubException("on purpose");
    }

    public CompletionStage<String> later() {
        return stage;
    }

    @RolesAllowed("admin")
    public void forbidden() {}

    /** Streams the numbers from 1 on. */
    public Flow.Publisher<Integer> count(int to) {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            private int given;

            @Override
            public void request(long n) {
                while (given < to) {
                    subscriber.onNext(++given);
                }
                subscriber.onComplete();
            }

            @Override
            public void cancel() {}
        });
    }

    /** Streams nothing. */
    public Flow.Publisher<Integer> silence() {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        });
    }

    /** Adds up what the client sends. */
    public CompletionStage<Integer> sum(Flow.Publisher<Integer> numbers) {
        CompletableFuture<Integer> sum = new CompletableFuture<>();
        numbers.subscribe(new Flow.Subscriber<>() {
            private int total;

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(Integer number) {
                total += number;
            }

            @Override
            public void onError(Throwable failure) {
                sum.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                sum.complete(total);
            }
        });
        return sum;
    }

    public CompletionStage<String> ask() {
        return clients.caller().invoke(String.class, "name");
    }

    public void tellAll() {
        clients.all().send("told");
        clients.group("nobody").send("unheard");
    }
}
