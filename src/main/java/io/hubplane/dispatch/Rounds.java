package io.hubplane.dispatch;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Does something piece by piece, never on two threads at a time, for as long as there is something to do. What happens
 * while a piece is done, on its thread or another, leads to a further piece and not to a recursion. Safe for any thread.
 */
final class Rounds {
    /** After so many pieces in a row a thread lets others have their turn. */
    private static final int PIECES_IN_A_ROW = 128;

    private final Executor executor;
    private final BooleanSupplier piece;
    private final AtomicInteger changes = new AtomicInteger();

    /**
     * Makes the rounds.
     *
     * @param executor goes on where no thread of its own is at hand
     * @param piece does one piece and tells whether to look for another at once; throws nothing but what breaks the
     *     virtual machine
     */
    Rounds(Executor executor, BooleanSupplier piece) {
        this.executor = executor;
        this.piece = piece;
    }

    /** Something has changed: looks what there is to do, on this thread, unless another is at it. */
    void goOnHere() {
        if (changes.getAndIncrement() == 0) {
            work();
        }
    }

    /** Something has changed: looks what there is to do, on the executor, unless a thread is at it. */
    void goOnElsewhere() {
        if (changes.getAndIncrement() == 0 && !submit()) {
            work();
        }
    }

    private boolean submit() {
        try {
            executor.execute(this::work);
            return true;
        } catch (RuntimeException e) {
            // The node shuts down: this thread has to do.
            return false;
        }
    }

    private void work() {
        int seen = changes.get();
        int inARow = 0;
        while (seen != 0) {
            if (inARow++ == PIECES_IN_A_ROW) {
                if (submit()) {
                    return;
                }
                inARow = 0;
            }
            if (!piece.getAsBoolean()) {
                seen = changes.addAndGet(-seen);
            }
        }
    }
}
