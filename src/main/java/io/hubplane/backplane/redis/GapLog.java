package io.hubplane.backplane.redis;

import io.hubplane.observe.HubObserver;
import java.util.concurrent.TimeUnit;

/**
 * Reports messages that were lost on the way: each loss to the observer, and at most one line a second to the log,
 * because an outage leaves gaps on all channels. Not thread safe.
 */
final class GapLog {
    private final HubObserver observer;
    private final PacedLog log = new PacedLog(
            System.getLogger(GapLog.class.getName()),
            TimeUnit.SECONDS.toNanos(1),
            "{0} messages of other nodes were lost on their way through Redis, the last ones on {1}");

    GapLog(HubObserver observer) {
        this.observer = observer;
    }

    void noticed(String channel, long missing, long now) {
        if (missing > 0) {
            observer.backplaneGap(channel, missing);
            log.noticed(channel, missing, now);
        }
    }

    void logIfDue(long now) {
        log.logIfDue(now);
    }
}
