package io.hubplane.backplane.redis;

import io.hubplane.observe.HubObserver;
import java.util.concurrent.TimeUnit;

/**
 * Reports messages that were dropped because they have no signature or a false one: each to the observer, and at most
 * one line a minute to the log, because a forged message is rarely the only one. Not thread safe.
 */
final class RefusalLog {
    private final HubObserver observer;
    private final PacedLog log = new PacedLog(
            System.getLogger(RefusalLog.class.getName()),
            TimeUnit.MINUTES.toNanos(1),
            "{0} messages were dropped because they are not signed with hubplane.backplane.secret, the last one"
                    + " on {1}: somebody else writes to Redis, or the nodes have different secrets");

    RefusalLog(HubObserver observer) {
        this.observer = observer;
    }

    void noticed(String channel, long now) {
        observer.backplaneRefused(channel);
        log.noticed(channel, 1, now);
    }

    void logIfDue(long now) {
        log.logIfDue(now);
    }
}
