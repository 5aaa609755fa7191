package io.hubplane.concurrent;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does work in pieces, never on two threads at a time, as long as there is something to do. A wake-up during a piece,
 * on its thread or another, leads to another piece and not to a recursion: every wake-up is followed by a piece that
 * begins after it. Safe for any thread.
 */
public final class SerialLoop {
    /** After this many pieces in a row, a thread lets others continue. */
    private static final int PIECES_IN_A_ROW = 128;

    private final @Nullable Executor executor;
    private final Consumer<Runnable> surroundings;
    private final BooleanSupplier piece;
    private final Runnable pieces = this::workHere;
    private final AtomicInteger wakeUps = new AtomicInteger();

    /**
     * Makes a loop that hands over to other threads.
     *
     * @param executor continues the loop for {@link #wakeElsewhere}, and after many pieces in a row
     * @param piece does one piece and returns whether to look for another at once; throws only fatal errors of the
     *     virtual machine
     */
    public SerialLoop(Executor executor, BooleanSupplier piece) {
        this(executor, Runnable::run, piece);
    }

    /**
     * Makes a loop that hands over to other threads, with code around the pieces of each of them.
     *
     * @param executor as above
     * @param surroundings runs its argument once, on the calling thread, before it returns
     * @param piece as above
     */
    public SerialLoop(Executor executor, Consumer<Runnable> surroundings, BooleanSupplier piece) {
        this.executor = Objects.requireNonNull(executor);
        this.surroundings = surroundings;
        this.piece = piece;
    }

    /**
     * Makes a loop on the threads that wake it, for work that never takes long.
     *
     * @param piece as above
     */
    public SerialLoop(BooleanSupplier piece) {
        this.executor = null;
        this.surroundings = Runnable::run;
        this.piece = piece;
    }

    /** Something has changed: checks for work, on this thread, unless another is already doing so. */
    public void wake() {
        if (wakeUps.getAndIncrement() == 0) {
            work();
        }
    }

    /** Something has changed: checks for work, on the executor, unless a thread is already doing so. */
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
            // The node shuts down, or the executor is full: this thread must do it.
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
