package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.connection.ReadThrottle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ReadThrottleTest {
    private static final int IDLE_LOOKS = 5;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    /** A crowd for which the test decides what each look at it finds. */
    private static final class ScriptedCrowd implements ReadThrottle.Crowd {
        private final BlockingQueue<Long> sizes = new SynchronousQueue<>();
        private final BlockingQueue<Long> looks = new LinkedBlockingQueue<>();
        private volatile long size = 1000;

        @Override
        public boolean isCrowdedAfter(long nanos) throws InterruptedException {
            looks.add(nanos);
            size = sizes.take();
            return size > 0;
        }

        @Override
        public long size() {
            return size;
        }

        /** Lets a look end, and waits until the next has begun. */
        void seen(long next) throws InterruptedException {
            sizes.put(next);
            looks.take();
        }

        void seenLast(long next) throws InterruptedException {
            sizes.put(next);
        }
    }

    private CompletableFuture<Boolean> held(ReadThrottle throttle, ScriptedCrowd crowd) throws InterruptedException {
        CompletableFuture<Boolean> outcome =
                CompletableFuture.supplyAsync(() -> throttle.hold(() -> true, crowd), threads);
        crowd.looks.take();
        return outcome;
    }

    @Test
    void placeOfAConnectionThatMakesNoProgressGoesToTheNext() throws Exception {
        ReadThrottle throttle = new ReadThrottle(1);
        ScriptedCrowd idle = new ScriptedCrowd();
        CompletableFuture<Boolean> first = held(throttle, idle);
        for (int i = 0; i < IDLE_LOOKS; i++) {
            idle.seen(1000);
        }

        ScriptedCrowd other = new ScriptedCrowd();
        CompletableFuture<Boolean> second = held(throttle, other);
        idle.seenLast(1000);
        other.seenLast(0);

        assertThat(first.get()).as("held back to the end").isFalse();
        assertThat(second.get()).as("held back to the end").isTrue();
        assertThat(throttle.heldBack()).isZero();
    }

    @Test
    void placeOfACrowdThatShrinksIsKept() throws Exception {
        ReadThrottle throttle = new ReadThrottle(1);
        ScriptedCrowd shrinking = new ScriptedCrowd();
        CompletableFuture<Boolean> first = held(throttle, shrinking);
        for (int i = 1; i <= 3 * IDLE_LOOKS; i++) {
            shrinking.seen(1000 - i);
        }

        assertThat(throttle.hold(() -> true, new ScriptedCrowd())).isFalse();
        shrinking.seenLast(0);

        assertThat(first.get()).isTrue();
    }

    @Test
    void placeIsKeptWhileNobodyElseWantsIt() throws Exception {
        ReadThrottle throttle = new ReadThrottle(2);
        ScriptedCrowd idle = new ScriptedCrowd();
        CompletableFuture<Boolean> first = held(throttle, idle);
        for (int i = 0; i < 3 * IDLE_LOOKS; i++) {
            idle.seen(1000);
        }

        ScriptedCrowd other = new ScriptedCrowd();
        CompletableFuture<Boolean> second = held(throttle, other);
        assertThat(throttle.heldBack()).isEqualTo(2);
        idle.seenLast(0);
        other.seenLast(0);

        assertThat(first.get()).isTrue();
        assertThat(second.get()).isTrue();
    }

    @Test
    void connectionsThatMakeNoProgressDoNotUseUpThePlaces() throws Exception {
        ReadThrottle throttle = new ReadThrottle(ReadThrottle.DEFAULT_LIMIT);
        CallQueue stuck = new CallQueue(1);
        CountDownLatch allHeld = new CountDownLatch(ReadThrottle.DEFAULT_LIMIT);
        List<CompletableFuture<Boolean>> idle = new ArrayList<>();
        stuck.add(CallQueueTest.call("never taken"), 1000);
        for (int i = 0; i < ReadThrottle.DEFAULT_LIMIT; i++) {
            idle.add(CompletableFuture.supplyAsync(
                    () -> {
                        allHeld.countDown();
                        return throttle.hold(() -> true, stuck);
                    },
                    threads));
        }
        allHeld.await();

        ScriptedCrowd healthy = new ScriptedCrowd();
        CompletableFuture<Boolean> outcome = CompletableFuture.supplyAsync(
                () -> {
                    boolean held = false;
                    while (!held) { // as a client's next message does
                        held = throttle.hold(() -> true, healthy);
                    }
                    return held;
                },
                threads);
        healthy.looks.poll(10, TimeUnit.SECONDS);
        healthy.seenLast(0);

        assertThat(outcome.get()).isTrue();
        stuck.discard();
        for (CompletableFuture<Boolean> one : idle) {
            one.get();
        }
        assertThat(throttle.heldBack()).isZero();
    }
}
