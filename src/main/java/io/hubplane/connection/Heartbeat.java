package io.hubplane.connection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The clock of a node's hubs: at each tick it checks all their connections and everything else that has a deadline. So
 * a connection needs no timer of its own, and an idle one costs one check per second. Safe for any thread.
 */
public final class Heartbeat {
    private static final Logger LOGGER = System.getLogger(Heartbeat.class.getName());

    private final LongSupplier ticker;
    private final List<LongConsumer> beats = new CopyOnWriteArrayList<>();
    private final AtomicBoolean running = new AtomicBoolean();

    /**
     * Makes a heartbeat.
     *
     * @param ticker the time in nanoseconds, from any origin
     */
    public Heartbeat(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /** Called about once a second. Does not wait for a connection; does nothing while another tick runs. */
    public void tick() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            long now = ticker.getAsLong();
            for (LongConsumer beat : beats) {
                run(beat, now);
            }
        } finally {
            running.set(false);
        }
    }

    private static void run(LongConsumer beat, long now) {
        try {
            beat.accept(now);
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, "A heartbeat failed", e);
        }
    }

    /** The node's clock, in nanoseconds from any origin. */
    public LongSupplier ticker() {
        return ticker;
    }

    /** Adds an action that is called about once a second, with the time in nanoseconds. */
    public void add(LongConsumer beat) {
        beats.add(beat);
    }

    /** Removes an action. */
    public void remove(LongConsumer beat) {
        beats.remove(beat);
    }
}
