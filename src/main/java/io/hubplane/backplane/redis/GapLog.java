package io.hubplane.backplane.redis;

import io.hubplane.observe.HubObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * Reports messages that were lost on the way: each loss to the observer, and at most one line a second to the log,
 * because an outage leaves a gap on every channel. Not thread safe.
 */
final class GapLog {
    private static final Logger LOGGER = System.getLogger(GapLog.class.getName());
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private final HubObserver observer;
    private long unlogged;
    private String lastChannel = "";
    private boolean loggedBefore;
    private long lastLogged;

    GapLog(HubObserver observer) {
        this.observer = observer;
    }

    void noticed(String channel, long missing, long now) {
        if (missing > 0) {
            observer.backplaneGap(channel, missing);
            unlogged += missing;
            lastChannel = channel;
            logIfDue(now);
        }
    }

    void logIfDue(long now) {
        if (unlogged > 0 && (!loggedBefore || now - lastLogged >= INTERVAL)) {
            LOGGER.log(
                    Level.WARNING,
                    "{0} messages of other nodes were lost on their way through Redis, the last ones on {1}",
                    unlogged,
                    lastChannel);
            unlogged = 0;
            loggedBefore = true;
            lastLogged = now;
        }
    }
}
