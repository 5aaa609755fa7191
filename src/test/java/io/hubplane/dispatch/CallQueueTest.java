package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.concurrent.RunAs;
import io.hubplane.connection.ReadThrottle;
import io.hubplane.dispatch.stream.Cancellation;
import io.hubplane.protocol.Arguments;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
public class CallQueueTest {
    private static final int BOUND = 64 * 1024;
    private static final int HALF = BOUND / 2;
    private static final ReceivedCall CALL = call("send");

    private final CallQueue queue = new CallQueue(BOUND);
    private final ReadThrottle throttle = new ReadThrottle(1);

    public static ReceivedCall call(String target) {
        return new ReceivedCall(
                Map.of(),
                null,
                target,
                null,
                Arguments.of(),
                false,
                List.of(),
                new Cancellation(RunAs.UNCHANGED, Runnable::run),
                new CallerContext(new FakeCaller("c1"), "node-a", CallerIdentities.NONE),
                CallObservation.NONE);
    }

    /** Starts another thread that is held back; completes with the result of {@link CallQueue#awaitRoom}. */
    private CompletableFuture<Boolean> heldBack() throws InterruptedException {
        CompletableFuture<Void> held = new CompletableFuture<>();
        CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> queue.awaitRoom(throttle, () -> {
            held.complete(null);
            return true;
        }));
        held.orTimeout(10, TimeUnit.SECONDS).join();
        return answer;
    }

    @Test
    void emptyQueueHoldsNobodyBackHoweverLowItsBound() {
        CallQueue narrow = new CallQueue(1);
        narrow.add(CALL, 1);
        AtomicInteger looks = new AtomicInteger();
        boolean room = narrow.awaitRoom(throttle, () -> {
            narrow.poll();
            return looks.incrementAndGet() == 1;
        });
        assertThat(room).isTrue();
        assertThat(looks).hasValue(1);
    }

    @Test
    void messagesComeOutAsTheyWentIn() {
        ReceivedCall second = call("join");
        queue.add(CALL, 10);
        queue.add(second, 10);
        assertThat(queue.peek()).isSameAs(CALL);
        assertThat(queue.poll()).isSameAs(CALL);
        assertThat(queue.poll()).isSameAs(second);
        assertThat(queue.peek()).isNull();
        assertThat(queue.poll()).isNull();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void shortMessageCountsWhatItTakesInMemory() {
        queue.add(CALL, 1);
        assertThat(queue.size()).isEqualTo(ReadThrottle.LEAST_LENGTH);
        queue.add(CALL, 1000);
        assertThat(queue.size()).isEqualTo(ReadThrottle.LEAST_LENGTH + 1000);
    }

    @Test
    void readerGoesOnUpToTheBound() {
        queue.add(CALL, BOUND);
        AtomicInteger looks = new AtomicInteger();
        assertThat(queue.awaitRoom(throttle, () -> looks.incrementAndGet() > 0)).isTrue();
        assertThat(looks).hasValue(0);
    }

    @Test
    void readerIsHeldBackAboveTheBoundAndLetGoBelowHalf() throws InterruptedException {
        queue.add(CALL, HALF);
        queue.add(CALL, HALF);
        queue.add(CALL, HALF - 1);
        CompletableFuture<Boolean> reader = heldBack();
        queue.poll();
        // The reader is held back while half or more waits: the throttle is still taken when the reader sleeps again.
        assertThat(throttle.heldBack()).isOne();
        queue.poll();
        assertThat(reader.orTimeout(10, TimeUnit.SECONDS).join()).isTrue();
        assertThat(throttle.heldBack()).isZero();
    }

    @Test
    void readerIsLetGoWhenTheQueueIsClosed() throws InterruptedException {
        queue.add(CALL, BOUND + 1);
        CompletableFuture<Boolean> reader = heldBack();
        queue.close();
        assertThat(reader.orTimeout(10, TimeUnit.SECONDS).join()).isTrue();
        assertThat(queue.isEmpty()).isFalse();
    }

    @Test
    void readerIsLetGoWhenTheConnectionIsNoLongerOpen() {
        queue.add(CALL, BOUND + 1);
        assertThat(queue.awaitRoom(throttle, () -> false)).isTrue();
        assertThat(throttle.heldBack()).isZero();
    }

    @Test
    void interruptLetsTheReaderGoAndIsKept() {
        queue.add(CALL, BOUND + 1);
        Thread.currentThread().interrupt();
        assertThat(queue.awaitRoom(throttle, () -> true)).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(throttle.heldBack()).isZero();
    }

    @Test
    void readerThatFindsTheThrottleFullGoesOnUpToTheLimit() {
        ReadThrottle full = new ReadThrottle(0);
        queue.add(CALL, ReadThrottle.UNHELD_LIMIT - 1000);
        queue.add(CALL, 1000);
        assertThat(queue.awaitRoom(full, () -> true)).isTrue();
        queue.add(CALL, 1);
        assertThat(queue.awaitRoom(full, () -> true)).isFalse();
    }

    @Test
    void singleMessageOverTheLimitIsKept() {
        queue.add(CALL, ReadThrottle.UNHELD_LIMIT + 1);
        assertThat(queue.awaitRoom(new ReadThrottle(0), () -> true)).isTrue();
    }

    @Test
    void closedQueueTakesNothingAndKeepsWhatWaits() {
        queue.add(CALL, 10);
        queue.close();
        assertThat(queue.add(CALL, 10)).isFalse();
        assertThat(queue.poll()).isSameAs(CALL);
    }

    @Test
    void discardedQueueKeepsNothing() {
        queue.add(CALL, 10);
        queue.discard();
        assertThat(queue.add(CALL, 10)).isFalse();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.size()).isZero();
    }
}
