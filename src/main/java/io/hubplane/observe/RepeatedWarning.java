package io.hubplane.observe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A warning of what is no client's doing and may be noticed at every message, such as an observer that fails or a server that
 * is made otherwise than expected: written the first, second, fourth, eighth time and so on. Safe for any thread.
 */
public final class RepeatedWarning {
    private final Logger logger;
    private final String message;
    private final AtomicLong times = new AtomicLong();

    /**
     * Makes a warning that has not been due yet.
     *
     * @param logger where to
     * @param message what happened
     */
    public RepeatedWarning(Logger logger, String message) {
        this.logger = logger;
        this.message = message;
    }

    /**
     * It happened once more.
     *
     * @param failure what it was
     */
    public void warn(Throwable failure) {
        long count = times.incrementAndGet();
        if ((count & (count - 1)) == 0) {
            logger.log(Level.WARNING, count == 1 ? message : message + " (" + count + " times by now)", failure);
        }
    }
}
