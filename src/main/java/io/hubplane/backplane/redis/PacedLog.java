package io.hubplane.backplane.redis;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Counts events that may occur on every channel at once, and logs how many there were, at most once in an interval. Not
 * thread safe.
 */
final class PacedLog {
    private final Logger logger;
    private final long interval;
    private final String text;
    private long unlogged;
    private String lastChannel = "";
    private boolean loggedBefore;
    private long lastLogged;

    /**
     * Makes a log without events.
     *
     * @param interval the interval in nanoseconds
     * @param text the warning; {@code {0}} is the number of events, {@code {1}} the last channel
     */
    PacedLog(Logger logger, long interval, String text) {
        this.logger = logger;
        this.interval = interval;
        this.text = text;
    }

    void noticed(String channel, long times, long now) {
        unlogged += times;
        lastChannel = channel;
        logIfDue(now);
    }

    void logIfDue(long now) {
        if (unlogged > 0 && (!loggedBefore || now - lastLogged >= interval)) {
            logger.log(Level.WARNING, text, unlogged, lastChannel);
            unlogged = 0;
            loggedBefore = true;
            lastLogged = now;
        }
    }
}
