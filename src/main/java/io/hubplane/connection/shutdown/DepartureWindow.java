package io.hubplane.connection.shutdown;

import io.hubplane.concurrent.SerialLoop;
import io.hubplane.connection.HubConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Asks the clients of a node to go. Of those with stateful reconnect only a limited number is on the way to other nodes
 * at a time: the next one is asked when one has arrived. Official clients try only once, and other nodes refuse those
 * that come while they are asking for many others. Clients without stateful reconnect are told at once; they try again.
 *
 * <p>Safe for any thread; no thread waits.
 */
final class DepartureWindow {
    /** Half as many as another node lets wait at a time, so that two nodes can be emptied side by side. */
    static final int MOST = 32;

    /** How long one that was asked is counted, in nanoseconds: official clients come at once. */
    static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier ticker;
    private final Queue<HubConnection> waiting = new ConcurrentLinkedQueue<>();
    /** Those that were asked and are still here, with the time, in this order; used only by the loop. */
    private final Map<HubConnection, Long> asked = new LinkedHashMap<>();

    private final SerialLoop loop = new SerialLoop(this::askNext);

    /**
     * Makes an empty one.
     *
     * @param ticker the time in nanoseconds, from any origin
     */
    DepartureWindow(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /** Asks a client to go, now or as soon as there is room. */
    void ask(HubConnection connection) {
        if (connection.isResumable()) {
            waiting.add(connection);
            loop.wake();
        } else {
            connection.goElsewhere();
        }
    }

    /** A connection has ended here, or time has passed: there may be room. */
    void look() {
        loop.wake();
    }

    /** Whether all have been asked. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    private boolean askNext() {
        long now = ticker.getAsLong();
        asked.entrySet().removeIf(each -> !each.getKey().isResumable() || now - each.getValue() > PATIENCE);
        HubConnection next = asked.size() < MOST ? waiting.poll() : null;
        if (next == null) {
            return false;
        }
        asked.put(next, now);
        next.goElsewhere();
        return true;
    }
}
