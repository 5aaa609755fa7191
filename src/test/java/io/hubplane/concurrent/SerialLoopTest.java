package io.hubplane.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fake.ManualExecutor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SerialLoopTest {
    private final ManualExecutor executor = new ManualExecutor();
    private final AtomicInteger left = new AtomicInteger();
    private int depth;
    private int deepest;

    private boolean oneLess() {
        return left.get() > 0 && left.decrementAndGet() >= 0;
    }

    @Test
    void piecesAreDoneUntilNoneIsLeft() {
        left.set(5);
        new SerialLoop(executor, this::oneLess).wake();
        assertThat(left).hasValue(0);
        assertThat(executor.handedIn).isZero();
    }

    @Test
    void threadThatHasDoneManyPiecesHandsOver() {
        left.set(1000);
        new SerialLoop(executor, this::oneLess).wake();
        assertThat(left.get()).isPositive();
        executor.runAll();
        assertThat(left).hasValue(0);
    }

    @Test
    void executorThatRefusesLeavesTheWorkToTheThreadAtHand() {
        executor.refusing = true;
        left.set(1000);
        new SerialLoop(executor, this::oneLess).wakeElsewhere();
        assertThat(left).hasValue(0);
    }

    @Test
    void changeDuringAPieceLeadsToAnotherPieceAndNoRecursion() {
        SerialLoop[] loop = new SerialLoop[1];
        AtomicInteger pieces = new AtomicInteger();
        BooleanSupplier piece = () -> {
            deepest = Math.max(deepest, ++depth);
            if (pieces.incrementAndGet() < 10) {
                loop[0].wake();
            }
            depth--;
            return false;
        };
        loop[0] = new SerialLoop(executor, piece);
        loop[0].wake();
        assertThat(pieces).hasValue(10);
        assertThat(deepest).isOne();
    }

    @Test
    void noChangeOfAnyThreadIsMissed() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        AtomicInteger done = new AtomicInteger();
        SerialLoop loop = new SerialLoop(threads, () -> {
            boolean more = oneLess();
            if (more) {
                done.incrementAndGet();
            }
            return more;
        });
        for (int i = 0; i < 10_000; i++) {
            threads.execute(() -> {
                left.incrementAndGet();
                loop.wake();
            });
        }
        while (done.get() < 10_000) {
            Thread.onSpinWait();
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(left).hasValue(0);
    }
}
