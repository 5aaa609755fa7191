package io.hubplane.observe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Logs problems that clients cause, and limits them so that no client can fill a disk with failing calls: a number of
 * lines for each client in a minute, and a number of clients. It says once that it leaves lines out. It limits only
 * warnings, and is never called for a message that succeeds. Problems of many clients that are not known by name, for
 * example those of another node, count as one client's. Safe for any thread.
 */
public final class ClientLog {
    /** Enough to see what goes wrong, few enough to stay readable. */
    public static final int DEFAULT_LINES = 10;

    /** A client that connects again and again has a new name each time, so the number of names is limited, too. */
    private static final int MOST_CLIENTS = 100;

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier clock;
    private final int lines;
    private final Map<String, Integer> written = new HashMap<>();
    private long begun;
    private boolean full;

    /**
     * Makes a log that has written nothing yet.
     *
     * @param clock the time in nanoseconds
     * @param lines how many lines a client may cause in a minute, 1 to 2^31-1
     */
    public ClientLog(LongSupplier clock, int lines) {
        this.clock = clock;
        this.lines = lines;
        this.begun = clock.getAsLong();
    }

    /**
     * Logs a warning, or leaves it out.
     *
     * @param logger the logger to use
     * @param connectionId the client's connection
     * @param message what happened
     * @param failure the exception, or null
     */
    public void warn(Logger logger, String connectionId, String message, @Nullable Throwable failure) {
        warnOf("connection " + connectionId, logger, message, failure);
    }

    /**
     * Logs a warning that belongs to no known connection, or leaves it out.
     *
     * @param source the cause, in words that fit into a sentence
     * @param logger the logger to use
     * @param message what happened
     * @param failure the exception, or null
     */
    public void warnOf(String source, Logger logger, String message, @Nullable Throwable failure) {
        if (!logger.isLoggable(Level.WARNING)) {
            return;
        }
        switch (count(source)) {
            case WRITE -> logger.log(Level.WARNING, message, failure);
            case WRITE_LAST ->
                logger.log(
                        Level.WARNING,
                        message + " (further warnings of " + source + " are left out for a minute)",
                        failure);
            case NOTE_FULL ->
                logger.log(
                        Level.WARNING,
                        "More than " + MOST_CLIENTS + " connections have caused warnings within a minute; the warnings"
                                + " of other connections are left out for the rest of the minute");
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
