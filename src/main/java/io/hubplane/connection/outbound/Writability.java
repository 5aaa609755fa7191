package io.hubplane.connection.outbound;

import io.hubplane.observe.RepeatedWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The actions that wait for room in a queue. Safe for any thread; no action runs inside another, or under a lock. */
final class Writability {
    private static final RepeatedWarning FAILED = new RepeatedWarning(
            System.getLogger(Writability.class.getName()),
            "An action that waited for room in a connection's queue failed");

    /** Read without the lock, since usually there are none. */
    private volatile @Nullable List<Runnable> actions;

    private boolean telling;

    /**
     * Keeps an action. False if it is a send and so many sends wait that the application evidently does not await them.
     */
    synchronized boolean await(Runnable action) {
        List<Runnable> waiting = actions;
        if (action instanceof SendStage && waiting != null && waiting.size() >= SendStage.MOST_WAITING) {
            return false;
        }
        if (waiting == null) {
            waiting = new ArrayList<>(2);
            actions = waiting;
        }
        waiting.add(action);
        return true;
    }

    /** Whether any action waits. */
    boolean isAwaited() {
        return actions != null;
    }

    /** Runs the waiting actions if there is room, including those added in the meantime. */
    void tell(BooleanSupplier room) {
        while (isAwaited() && room.getAsBoolean()) {
            List<Runnable> taken = take();
            if (taken == null) {
                return; // the thread that is running actions looks again
            }
            taken.forEach(Writability::run);
            synchronized (this) {
                telling = false;
            }
        }
    }

    private synchronized @Nullable List<Runnable> take() {
        if (telling) {
            return null;
        }
        List<Runnable> taken = actions;
        telling = taken != null;
        actions = null;
        return taken;
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            FAILED.warn(e);
        }
    }
}
