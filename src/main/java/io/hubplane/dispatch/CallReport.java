package io.hubplane.dispatch;

import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.hub.HubException;
import io.hubplane.observe.ClientLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells log and observer how one call went. */
final class CallReport {
    private static final Logger LOGGER = System.getLogger(CallReport.class.getName());

    private final String hub;
    private final String method;
    private final ReceivedCall call;
    private final ClientLog log;

    CallReport(String hub, String method, ReceivedCall call, ClientLog log) {
        this.hub = hub;
        this.method = method;
        this.call = call;
        this.log = log;
    }

    void succeeded() {
        call.observation().completed();
    }

    /** The client has cancelled the call, and nothing has failed. */
    void cancelled() {
        call.observation().cancelled();
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
        call.observation().failed(failure, call.cancellation().isCancelled());
    }

    /**
     * A HubException is an answer the application chose, as ordinary as a result; that a connection has gone is so, too,
     * and which one a call is about may be the client's choice.
     */
    private static boolean isAnswer(Throwable failure) {
        return failure instanceof HubException || failure instanceof ConnectionException;
    }
}
