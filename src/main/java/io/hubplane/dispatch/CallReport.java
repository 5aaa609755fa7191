package io.hubplane.dispatch;

import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.hub.HubException;
import io.hubplane.observe.ClientLog;
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
    private final ClientLog log;
    private final long started;

    /** Begins to measure the call's time. */
    CallReport(String hub, String method, HubObserver observer, LongSupplier clock, ClientLog log) {
        this.hub = hub;
        this.method = method;
        this.observer = observer;
        this.clock = clock;
        this.log = log;
        this.started = clock.getAsLong();
    }

    void succeeded() {
        observer.invocationCompleted(hub, method, clock.getAsLong() - started, true);
    }

    /**
     * The call failed.
     *
     * @param connectionId who called
     * @param ordinary whether that is no reason to look into it
     */
    void failed(String connectionId, Throwable failure, boolean ordinary) {
        String message = "Method " + method + " of hub " + hub + " failed";
        if (ordinary || isAnswer(failure)) {
            LOGGER.log(Level.DEBUG, message, failure);
        } else {
            log.warn(LOGGER, connectionId, message, failure);
        }
        observer.invocationCompleted(hub, method, clock.getAsLong() - started, false);
    }

    /**
     * A HubException is an answer the application chose, as ordinary as a result; that a connection has gone is so, too,
     * and which one a call is about may be the client's choice.
     */
    private static boolean isAnswer(Throwable failure) {
        return failure instanceof HubException || failure instanceof ConnectionException;
    }
}
