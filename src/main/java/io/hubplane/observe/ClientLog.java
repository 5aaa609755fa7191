package io.hubplane.observe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes to logs what clients bring about, so that none can fill a disk with the traces of calls that fail: so many lines
 * for each client in a minute, and so many clients. What is left out is said once. Only warnings count; nothing here is
 * on the way of a message that goes well. What many clients bring about without being known, by another node for example, is
 * paced as if it were one client's. Safe for any thread.
 */
public final class ClientLog {
    /** Enough to see what goes wrong, few enough to stay readable. */
    public static final int DEFAULT_LINES = 10;

    /** Whoever connects again and again has a new name each time. */
    private static final int MOST_CLIENTS = 100;

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier clock;
    private final int lines;
    private final Map<String, Integer> written = new HashMap<>();
    private long begun;
    private boolean full;

    /**
     * Makes a log of which nothing is used up.
     *
     * @param clock the time in nanoseconds
     * @param lines how many lines a client has in a minute, 1 to 2^31-1
     */
    public ClientLog(LongSupplier clock, int lines) {
        this.clock = clock;
        this.lines = lines;
        this.begun = clock.getAsLong();
    }

    /**
     * Writes a warning, or leaves it out.
     *
     * @param logger where to
     * @param connectionId whose it is
     * @param message what happened
     * @param failure what it was, or null
     */
    public void warn(Logger logger, String connectionId, String message, @Nullable Throwable failure) {
        warnOf("connection " + connectionId, logger, message, failure);
    }

    /**
     * Writes a warning that no connection is known for, or leaves it out.
     *
     * @param source what it comes from, as in a sentence
     * @param logger where to
     * @param message what happened
     * @param failure what it was, or null
     */
    public void warnOf(String source, Logger logger, String message, @Nullable Throwable failure) {
        if (!logger.isLoggable(Level.WARNING)) {
            return;
        }
        switch (count(source)) {
            case WRITE -> logger.log(Level.WARNING, message, failure);
            case WRITE_LAST ->
                logger.log(Level.WARNING, message + " (more of " + source + " is left out for a minute)", failure);
            case NOTE_FULL ->
                logger.log(
                        Level.WARNING,
                        "More than " + MOST_CLIENTS + " connections have brought about warnings within a minute; those"
                                + " of others are left out for the rest of it");
            case LEAVE_OUT -> {}
        }
    }

    private synchronized Decision count(String source) {
        long now = clock.getAsLong();
        if (now - begun >= MINUTE) {
            begun = now;
            written.clear();
            full = false;
        }
        if (written.size() == MOST_CLIENTS && !written.containsKey(source)) {
            Decision decision = full ? Decision.LEAVE_OUT : Decision.NOTE_FULL;
            full = true;
            return decision;
        }
        int count = written.merge(source, 1, (before, one) -> Math.min(before, lines) + one);
        return count < lines ? Decision.WRITE : count == lines ? Decision.WRITE_LAST : Decision.LEAVE_OUT;
    }

    private enum Decision {
        WRITE,
        WRITE_LAST,
        NOTE_FULL,
        LEAVE_OUT
    }
}
