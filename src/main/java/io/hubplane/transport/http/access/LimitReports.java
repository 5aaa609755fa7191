package io.hubplane.transport.http.access;

import io.hubplane.observe.HubObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Reports requests that a node's limits refuse: all of them to the observer, few to the log. Safe for any thread. */
final class LimitReports {
    private static final Logger LOGGER = System.getLogger(LimitReports.class.getName());

    /** A client that meets a limit once meets it often. So each limit is logged once in this time, in nanoseconds. */
    private static final long BETWEEN_LINES = 60_000_000_000L;

    private final HubObserver observer;
    private final LongSupplier ticker;
    private final Map<NodeLimit, Long> logged = new EnumMap<>(NodeLimit.class);

    LimitReports(HubObserver observer, LongSupplier ticker) {
        this.observer = observer;
        this.ticker = ticker;
    }

    /** Reports that a limit refuses a request from an address. */
    void reached(NodeLimit limit, String address) {
        observer.limitReached("", limit.key());
        if (isWorthALine(limit)) {
            LOGGER.log(
                    Level.WARNING,
                    "A request from {0} was refused because the limit hubplane.{1} is reached;"
                            + " further refusals are not logged for one minute",
                    address,
                    limit.key());
        }
    }

    private boolean isWorthALine(NodeLimit limit) {
        long now = ticker.getAsLong();
        synchronized (logged) {
            Long last = logged.get(limit);
            if (last != null && now - last < BETWEEN_LINES) {
                return false;
            }
            logged.put(limit, now);
            return true;
        }
    }
}
