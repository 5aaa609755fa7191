package io.hubplane.concurrent;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does something piece by piece, never on two threads at a time, for as long as there is something to do. What happens
 * while a piece is done, on its thread or another, leads to a further piece and not to a recursion: every wake-up is
 * followed by a piece that begins after it. Safe for any thread.
 */
public final class SerialLoop {
    /** After so many pieces in a row a thread lets others have their turn. */
    private static final int PIECES_IN_A_ROW = 128;

    private final @Nullable Executor executor;
    private final Consumer<Runnable> surroundings;
    private final BooleanSupplier piece;
    private final Runnable pieces = this::workHere;
    private final AtomicInteger wakeUps = new AtomicInteger();

    /**
     * Makes a loop that hands over to other threads.
     *
     * @param executor goes on where no thread of its own is at hand, and after many pieces in a row
     * @param piece does one piece and tells whether to look for another at once; throws nothing but what breaks the
     *     virtual machine
     */
    public SerialLoop(Executor executor, BooleanSupplier piece) {
        this(executor, Runnable::run, piece);
    }

    /**
     * Makes a loop that hands over to other threads, and each of them has something around its pieces.
     *
     * @param executor as above
     * @param surroundings runs what it is given, once and before it returns, on the thread that calls it
     * @param piece as above
     */
    public SerialLoop(Executor executor, Consumer<Runnable> surroundings, BooleanSupplier piece) {
        this.executor = Objects.requireNonNull(executor);
        this.surroundings = surroundings;
        this.piece = piece;
    }

    /**
     * Makes a loop on the threads that wake it, for what never takes long.
     *
     * @param piece as above
     */
    public SerialLoop(BooleanSupplier piece) {
        this.executor = null;
        this.surroundings = Runnable::run;
        this.piece = piece;
    }

    /** Something has changed: looks what there is to do, on this thread, unless another is at it. */
    public void wake() {
        if (wakeUps.getAndIncrement() == 0) {
            work();
        }
    }

    /** Something has changed: looks what there is to do, on the executor, unless a thread is at it. */
    public void wakeElsewhere() {
        if (wakeUps.getAndIncrement() == 0 && !submit()) {
            work();
        }
    }

    private boolean submit() {
        if (executor == null) {
            return false;
        }
        try {
            executor.execute(this::work);
            return true;
        } catch (RuntimeException e) {
            // The node shuts down, or the executor is full: this thread has to do.
            return false;
        }
    }

    private void work() {
        surroundings.accept(pieces);
    }

    private void workHere() {
        int seen = wakeUps.get();
        int inARow = 0;
        while (seen != 0) {
            if (inARow++ == PIECES_IN_A_ROW) {
                if (submit()) {
                    return;
                }
                inARow = 0;
            }
            if (!piece.getAsBoolean()) {
                seen = wakeUps.addAndGet(-seen);
            }
        }
    }
}
