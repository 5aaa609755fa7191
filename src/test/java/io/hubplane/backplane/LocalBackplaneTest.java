package io.hubplane.backplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.contract.CommandCarrierContract;
import io.hubplane.contract.ReceivedMessages;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LocalBackplaneTest extends CommandCarrierContract {
    private final LocalBackplane.Exchange exchange = new LocalBackplane.Exchange();

    @Override
    protected Backplane newNode() {
        return new LocalBackplane(exchange);
    }

    @Test
    void nodesWithoutACommonExchangeDoNotReachOneAnother() throws Exception {
        Backplane alone = new LocalBackplane();
        Backplane other = node();
        Scope scope = Scope.node("chat", other.nodeId());
        ReceivedMessages received = new ReceivedMessages();
        await(other.subscribe(ALL, received));
        await(other.subscribe(scope, received));

        await(alone.publish(ALL, ReceivedMessages.message("x")));

        assertThat(received.isEmpty()).isTrue();
        assertThat(await(alone.hasSubscriber(scope))).isFalse();
    }

    @Test
    void everySubscriberGetsItsOwnCopy() throws Exception {
        Backplane a = node();
        byte[] message = ReceivedMessages.message("x");
        byte[] before = message.clone();
        CompletableFuture<byte[]> received = new CompletableFuture<>();
        await(node().subscribe(ALL, (scope, bytes) -> bytes[0] = 0));
        await(node().subscribe(ALL, (scope, bytes) -> received.complete(bytes)));

        await(a.publish(ALL, message));

        assertThat(received.join()).isEqualTo(before);
        assertThat(message).isEqualTo(before);
    }

    @Test
    void subscriberIsCalledByOneThreadAtATime() throws Exception {
        Backplane a = node();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(4000);
        await(node().subscribe(ALL, (scope, bytes) -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            new ReceivedMessages().received(scope, bytes);
            inside.decrementAndGet();
            all.countDown();
        }));
        Thread[] publishers = new Thread[4];
        for (int t = 0; t < publishers.length; t++) {
            publishers[t] = new Thread(() -> {
                for (int i = 0; i < 1000; i++) {
                    a.publish(ALL, ReceivedMessages.message("x"));
                }
            });
            publishers[t].start();
        }

        assertThat(all.await(15, TimeUnit.SECONDS)).isTrue();
        assertThat(most).hasValue(1);
    }

    @Test
    void unsubscribeCompletesWhenNothingIsUnderWayAnyMore() throws Exception {
        Backplane a = node();
        Backplane b = node();
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        await(b.subscribe(ALL, (scope, bytes) -> {
            entered.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        Thread publisher = new Thread(() -> a.publish(ALL, ReceivedMessages.message("x")));
        publisher.start();
        entered.await();

        CompletableFuture<Void> ended = b.unsubscribe(ALL).toCompletableFuture();

        assertThat(ended).isNotDone();
        release.countDown();
        await(ended);
    }

    @Test
    void whatWaitsForASubscriberThatHangsIsBoundedInBytes() throws Exception {
        Backplane a = node();
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger received = new AtomicInteger();
        await(node().subscribe(ALL, (scope, bytes) -> {
            entered.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            received.incrementAndGet();
        }));
        Thread publisher = new Thread(() -> a.publish(ALL, ReceivedMessages.message("x")));
        publisher.start();
        entered.await();
        byte[] large = ReceivedMessages.message("x".repeat(1024 * 1024));
        int taken = 0;
        CompletableFuture<Void> last = a.publish(ALL, large).toCompletableFuture();
        while (!last.isCompletedExceptionally() && taken < 1000) {
            taken++;
            last = a.publish(ALL, large).toCompletableFuture();
        }

        assertThat(taken).isEqualTo(31);
        assertThat(last)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(BackplaneException.class)
                .withMessageContaining("" + LocalMailbox.MOST_BYTES);
        release.countDown();
        publisher.join();
        assertThat(received).hasValue(1 + taken);
        await(a.publish(ALL, large));
        assertThat(received).hasValue(2 + taken);
    }
}
