package io.hubplane.dispatch;

import io.hubplane.hub.HubException;
import io.hubplane.observe.HubObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.LongSupplier;

/** Tells log and observer how one call went. */
final class CallReport {
    private static final Logger LOGGER = System.getLogger(CallReport.class.getName());

    private final String hub;
    private final String method;
    private final HubObserver observer;
    private final LongSupplier clock;
    private final long started;

    /** Begins to measure the call's time. */
    CallReport(String hub, String method, HubObserver observer, LongSupplier clock) {
        this.hub = hub;
        this.method = method;
        this.observer = observer;
        this.clock = clock;
        this.started = clock.getAsLong();
    }

    void succeeded() {
        observer.invocationCompleted(hub, method, clock.getAsLong() - started, true);
    }

    /**
     * The call failed.
     *
     * @param ordinary whether that is no reason to look into it
     */
    void failed(Throwable failure, boolean ordinary) {
        // A HubException is an answer the application chose, as ordinary as a result.
        Level level = ordinary || failure instanceof HubException ? Level.DEBUG : Level.WARNING;
        LOGGER.log(level, "Method " + method + " of hub " + hub + " failed", failure);
        observer.invocationCompleted(hub, method, clock.getAsLong() - started, false);
    }
}
