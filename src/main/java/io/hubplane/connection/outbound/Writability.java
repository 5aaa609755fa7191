package io.hubplane.connection.outbound;

import io.hubplane.observe.RepeatedWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Who waits for room in a queue. Safe for any thread; no action runs within another, or under a lock. */
final class Writability {
    private static final RepeatedWarning FAILED = new RepeatedWarning(
            System.getLogger(Writability.class.getName()), "What waited for room in a connection's queue failed");

    /** Looked at without the lock, since most often there is none. */
    private volatile @Nullable List<Runnable> actions;

    private boolean telling;

    /** Keeps an action; false if it is that of a send and so many wait already that nobody seems to await them. */
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

    /** Whether anybody waits. */
    boolean isAwaited() {
        return actions != null;
    }

    /** Runs what waits, if there is room; what is added meanwhile too. */
    void tell(BooleanSupplier room) {
        while (isAwaited() && room.getAsBoolean()) {
            List<Runnable> taken = take();
            if (taken == null) {
                return; // whoever tells now looks again
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
