package io.hubplane.backplane.redis;

import io.hubplane.observe.HubObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * Reports messages that were dropped because they are not, or falsely, signed: each to the observer, and at most one line a
 * minute to the log, because whoever forges one forges many. Not thread safe.
 */
final class RefusalLog {
    private static final Logger LOGGER = System.getLogger(RefusalLog.class.getName());
    private static final long INTERVAL = TimeUnit.MINUTES.toNanos(1);

    private final HubObserver observer;
    private long unlogged;
    private String lastChannel = "";
    private boolean loggedBefore;
    private long lastLogged;

    RefusalLog(HubObserver observer) {
        this.observer = observer;
    }

    void noticed(String channel, long now) {
        observer.backplaneRefused(channel);
        unlogged++;
        lastChannel = channel;
        logIfDue(now);
    }

    void logIfDue(long now) {
        if (unlogged > 0 && (!loggedBefore || now - lastLogged >= INTERVAL)) {
            LOGGER.log(
                    Level.WARNING,
                    "{0} messages were dropped because they are not signed as hubplane.backplane.secret demands, the last"
                            + " one on {1}: somebody else writes to Redis, or the nodes have different secrets",
                    unlogged,
                    lastChannel);
            unlogged = 0;
            loggedBefore = true;
            lastLogged = now;
        }
    }
}
