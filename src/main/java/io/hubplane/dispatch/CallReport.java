package io.hubplane.dispatch;

import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.hub.HubException;
import io.hubplane.observe.ClientLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Reports the end of one call to the log and the observer. */
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

    /** The client has cancelled the call, and nothing failed. */
    void cancelled() {
        call.observation().cancelled();
    }

    /**
     * The call failed.
     *
     * @param connectionId the connection that called
     * @param ordinary whether the failure is normal and needs no warning
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
     * A HubException is an answer that the application chose, like a result. A missing connection is normal, too, and a
     * client may choose which connection a call is about.
     */
    private static boolean isAnswer(Throwable failure) {
        return failure instanceof HubException || failure instanceof ConnectionException;
    }
}
