package io.hubplane.observe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A warning that no client causes and that may occur for every message, such as a failing observer or a server that is
 * built differently than expected. It is logged the first, second, fourth, eighth time and so on. Safe for any thread.
 */
public final class RepeatedWarning {
    private final Logger logger;
    private final String message;
    private final AtomicLong times = new AtomicLong();

    /**
     * Makes a warning that has not occurred yet.
     *
     * @param logger the logger to use
     * @param message what happened
     */
    public RepeatedWarning(Logger logger, String message) {
        this.logger = logger;
        this.message = message;
    }

    /**
     * The warning has occurred once more.
     *
     * @param failure the exception
     */
    public void warn(Throwable failure) {
        long count = times.incrementAndGet();
        if ((count & (count - 1)) == 0) {
            logger.log(Level.WARNING, count == 1 ? message : message + " (" + count + " times so far)", failure);
        }
    }
}
