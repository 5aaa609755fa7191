package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.protocol.HubMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BacklogTest {
    private static final HubMessage MESSAGE = HubMessage.Invocation.of("send");
    private static final int HALF = Backlog.HOLD_BACK_ABOVE / 2;

    private final Backlog backlog = new Backlog();
    private final ReadGate gate = new ReadGate(1);

    /** Another thread that is held back; completes with the answer of {@link Backlog#awaitRoom}. */
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
    void messagesComeOutAsTheyWentIn() {
        HubMessage second = HubMessage.Invocation.of("join");
        backlog.add(MESSAGE, 10);
        backlog.add(second, 10);
        assertThat(backlog.poll()).isSameAs(MESSAGE);
        assertThat(backlog.poll()).isSameAs(second);
        assertThat(backlog.poll()).isNull();
        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void shortMessageCountsWhatItTakesInMemory() {
        backlog.add(MESSAGE, 1);
        assertThat(backlog.bytes()).isEqualTo(Backlog.LEAST_LENGTH);
        backlog.add(MESSAGE, 1000);
        assertThat(backlog.bytes()).isEqualTo(Backlog.LEAST_LENGTH + 1000);
    }

    @Test
    void readerGoesOnUpToTheBound() {
        backlog.add(MESSAGE, Backlog.HOLD_BACK_ABOVE);
        AtomicInteger looks = new AtomicInteger();
        assertThat(backlog.awaitRoom(gate, () -> looks.incrementAndGet() > 0)).isTrue();
        assertThat(looks).hasValue(0);
    }

    @Test
    void readerIsHeldBackAboveTheBoundAndLetGoBelowHalf() throws InterruptedException {
        backlog.add(MESSAGE, HALF);
        backlog.add(MESSAGE, HALF);
        backlog.add(MESSAGE, HALF - 1);
        CompletableFuture<Boolean> reader = heldBack();
        backlog.poll();
        // Holding back goes on while half or more waits: the gate is still taken when the reader sleeps again.
        assertThat(gate.tryEnter()).isFalse();
        backlog.poll();
        assertThat(reader.orTimeout(10, TimeUnit.SECONDS).join()).isTrue();
        assertThat(gate.tryEnter()).isTrue();
    }

    @Test
    void readerIsLetGoWhenTheBacklogIsClosed() throws InterruptedException {
        backlog.add(MESSAGE, Backlog.HOLD_BACK_ABOVE + 1);
        CompletableFuture<Boolean> reader = heldBack();
        backlog.close();
        assertThat(reader.orTimeout(10, TimeUnit.SECONDS).join()).isTrue();
        assertThat(backlog.isEmpty()).isFalse();
    }

    @Test
    void readerIsLetGoWhenTheConnectionIsNoLongerOpen() {
        backlog.add(MESSAGE, Backlog.HOLD_BACK_ABOVE + 1);
        assertThat(backlog.awaitRoom(gate, () -> false)).isTrue();
        assertThat(gate.tryEnter()).isTrue();
    }

    @Test
    void interruptLetsTheReaderGoAndIsKept() {
        backlog.add(MESSAGE, Backlog.HOLD_BACK_ABOVE + 1);
        Thread.currentThread().interrupt();
        assertThat(backlog.awaitRoom(gate, () -> true)).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(gate.tryEnter()).isTrue();
    }

    @Test
    void readerThatFindsTheGateFullGoesOnUpToTheLimit() {
        ReadGate full = new ReadGate(0);
        backlog.add(MESSAGE, Backlog.LIMIT - 1000);
        backlog.add(MESSAGE, 1000);
        assertThat(backlog.awaitRoom(full, () -> true)).isTrue();
        backlog.add(MESSAGE, 1);
        assertThat(backlog.awaitRoom(full, () -> true)).isFalse();
    }

    @Test
    void singleMessageOverTheLimitIsKept() {
        backlog.add(MESSAGE, Backlog.LIMIT + 1);
        assertThat(backlog.awaitRoom(new ReadGate(0), () -> true)).isTrue();
    }

    @Test
    void closedBacklogTakesNothingAndKeepsWhatWaits() {
        backlog.add(MESSAGE, 10);
        backlog.close();
        assertThat(backlog.add(MESSAGE, 10)).isFalse();
        assertThat(backlog.poll()).isSameAs(MESSAGE);
    }

    @Test
    void discardedBacklogKeepsNothing() {
        backlog.add(MESSAGE, 10);
        backlog.discard();
        assertThat(backlog.add(MESSAGE, 10)).isFalse();
        assertThat(backlog.isEmpty()).isTrue();
        assertThat(backlog.bytes()).isZero();
    }
}
