package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RoundsTest {
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
        new Rounds(executor, this::oneLess).goOnHere();
        assertThat(left).hasValue(0);
        assertThat(executor.handedIn).isZero();
    }

    @Test
    void threadThatHasDoneManyPiecesHandsOver() {
        left.set(1000);
        new Rounds(executor, this::oneLess).goOnHere();
        assertThat(left.get()).isPositive();
        executor.runAll();
        assertThat(left).hasValue(0);
    }

    @Test
    void executorThatRefusesLeavesTheWorkToTheThreadAtHand() {
        executor.refusing = true;
        left.set(1000);
        new Rounds(executor, this::oneLess).goOnElsewhere();
        assertThat(left).hasValue(0);
    }

    @Test
    void changeDuringAPieceLeadsToAnotherPieceAndNoRecursion() {
        Rounds[] rounds = new Rounds[1];
        AtomicInteger pieces = new AtomicInteger();
        BooleanSupplier piece = () -> {
            deepest = Math.max(deepest, ++depth);
            if (pieces.incrementAndGet() < 10) {
                rounds[0].goOnHere();
            }
            depth--;
            return false;
        };
        rounds[0] = new Rounds(executor, piece);
        rounds[0].goOnHere();
        assertThat(pieces).hasValue(10);
        assertThat(deepest).isOne();
    }

    @Test
    void noChangeOfAnyThreadIsMissed() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        AtomicInteger done = new AtomicInteger();
        Rounds rounds = new Rounds(threads, () -> {
            boolean more = oneLess();
            if (more) {
                done.incrementAndGet();
            }
            return more;
        });
        for (int i = 0; i < 10_000; i++) {
            threads.execute(() -> {
                left.incrementAndGet();
                rounds.goOnHere();
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
