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

    private final CallQueue backlog = new CallQueue(BOUND);
    private final ReadThrottle gate = new ReadThrottle(1);

    public static ReceivedCall call(String target) {
        return new ReceivedCall(
                Map.of(),
                null,
                target,
                Arguments.of(),
                false,
                List.of(),
                new Cancellation(RunAs.UNCHANGED, Runnable::run),
                new CallerContext(new FakeCaller("c1"), "node-a", CallerIdentities.NONE),
                CallObservation.NONE);
    }

    /** Another thread that is held back; completes with the answer of {@link CallQueue#awaitRoom}. */
    private CompletableFuture<Boolean> heldBack() throws InterruptedException {
        CompletableFuture<Void> held = new CompletableFuture<>();
        CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> backlog.awaitRoom(gate, () -> {
            held.complete(null);
            return true;
        }));
        held.orTimeout(10, TimeUnit.SECONDS).join();
        return answer;
    }

    @Test
    void emptyBacklogHoldsNobodyBackHoweverLowItsBound() {
        CallQueue narrow = new CallQueue(1);
        narrow.add(CALL, 1);
        AtomicInteger looks = new AtomicInteger();
        boolean room = narrow.awaitRoom(gate, () -> {
            narrow.poll();
            return looks.incrementAndGet() == 1;
        });
        assertThat(room).isTrue();
        assertThat(looks).hasValue(1);
    }

    @Test
    void messagesComeOutAsTheyWentIn() {
        ReceivedCall second = call("join");
        backlog.add(CALL, 10);
        backlog.add(second, 10);
        assertThat(backlog.peek()).isSameAs(CALL);
        assertThat(backlog.poll()).isSameAs(CALL);
        assertThat(backlog.poll()).isSameAs(second);
        assertThat(backlog.peek()).isNull();
        assertThat(backlog.poll()).isNull();
        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void shortMessageCountsWhatItTakesInMemory() {
        backlog.add(CALL, 1);
        assertThat(backlog.size()).isEqualTo(ReadThrottle.LEAST_LENGTH);
        backlog.add(CALL, 1000);
        assertThat(backlog.size()).isEqualTo(ReadThrottle.LEAST_LENGTH + 1000);
    }

    @Test
    void readerGoesOnUpToTheBound() {
        backlog.add(CALL, BOUND);
        AtomicInteger looks = new AtomicInteger();
        assertThat(backlog.awaitRoom(gate, () -> looks.incrementAndGet() > 0)).isTrue();
        assertThat(looks).hasValue(0);
    }

    @Test
    void readerIsHeldBackAboveTheBoundAndLetGoBelowHalf() throws InterruptedException {
        backlog.add(CALL, HALF);
        backlog.add(CALL, HALF);
        backlog.add(CALL, HALF - 1);
        CompletableFuture<Boolean> reader = heldBack();
        backlog.poll();
        // The reader is held back while half or more waits: the throttle is still taken when the reader sleeps again.
        assertThat(gate.heldBack()).isOne();
        backlog.poll();
        assertThat(reader.orTimeout(10, TimeUnit.SECONDS).join()).isTrue();
        assertThat(gate.heldBack()).isZero();
    }

    @Test
    void readerIsLetGoWhenTheBacklogIsClosed() throws InterruptedException {
        backlog.add(CALL, BOUND + 1);
        CompletableFuture<Boolean> reader = heldBack();
        backlog.close();
        assertThat(reader.orTimeout(10, TimeUnit.SECONDS).join()).isTrue();
        assertThat(backlog.isEmpty()).isFalse();
    }

    @Test
    void readerIsLetGoWhenTheConnectionIsNoLongerOpen() {
        backlog.add(CALL, BOUND + 1);
        assertThat(backlog.awaitRoom(gate, () -> false)).isTrue();
        assertThat(gate.heldBack()).isZero();
    }

    @Test
    void interruptLetsTheReaderGoAndIsKept() {
        backlog.add(CALL, BOUND + 1);
        Thread.currentThread().interrupt();
        assertThat(backlog.awaitRoom(gate, () -> true)).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(gate.heldBack()).isZero();
    }

    @Test
    void readerThatFindsTheGateFullGoesOnUpToTheLimit() {
        ReadThrottle full = new ReadThrottle(0);
        backlog.add(CALL, ReadThrottle.UNHELD_LIMIT - 1000);
        backlog.add(CALL, 1000);
        assertThat(backlog.awaitRoom(full, () -> true)).isTrue();
        backlog.add(CALL, 1);
        assertThat(backlog.awaitRoom(full, () -> true)).isFalse();
    }

    @Test
    void singleMessageOverTheLimitIsKept() {
        backlog.add(CALL, ReadThrottle.UNHELD_LIMIT + 1);
        assertThat(backlog.awaitRoom(new ReadThrottle(0), () -> true)).isTrue();
    }

    @Test
    void closedBacklogTakesNothingAndKeepsWhatWaits() {
        backlog.add(CALL, 10);
        backlog.close();
        assertThat(backlog.add(CALL, 10)).isFalse();
        assertThat(backlog.poll()).isSameAs(CALL);
    }

    @Test
    void discardedBacklogKeepsNothing() {
        backlog.add(CALL, 10);
        backlog.discard();
        assertThat(backlog.add(CALL, 10)).isFalse();
        assertThat(backlog.isEmpty()).isTrue();
        assertThat(backlog.size()).isZero();
    }
}
