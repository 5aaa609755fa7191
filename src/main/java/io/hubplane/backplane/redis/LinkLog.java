package io.hubplane.backplane.redis;

import java.io.EOFException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.SocketException;
import javax.net.ssl.SSLException;
import redis.clients.jedis.exceptions.JedisAccessControlException;

/**
 * Logs when a connection is lost and when it is back, once each, regardless of the number of attempts. Not thread safe.
 */
final class LinkLog {
    private static final Logger LOGGER = System.getLogger(LinkLog.class.getName());

    private enum State {
        UP,
        AWAY,
        REFUSED
    }

    private final String purpose;
    private final String place;
    private final boolean tls;
    private State state = State.UP;
    /** Whether the connection, or the last one, has worked. */
    private boolean worked;

    LinkLog(String purpose, String place) {
        this.purpose = purpose;
        this.place = place;
        this.tls = place.startsWith("rediss");
    }

    /** Notes a failure; true if it is the first one. */
    boolean lost(Throwable cause) {
        State before = state;
        boolean untrusted = isAboutTrust(cause, tls && !worked);
        worked = false;
        state = cause instanceof JedisAccessControlException ? State.REFUSED : State.AWAY;
        if (state != before) {
            if (state == State.REFUSED) {
                LOGGER.log(
                        Level.ERROR,
                        "Redis at {0} refuses {1} ({2}); check user and password in hubplane.redis.uri and the rights"
                                + " of that user. Trying again",
                        place,
                        purpose,
                        cause.getMessage());
            } else if (untrusted) {
                LOGGER.log(
                        Level.WARNING,
                        "Redis at {0} and this node cannot agree on TLS for {1} ({2}); check that the certificate of Redis"
                                + " is valid for that host and vouched for by hubplane.redis.trust-store, and"
                                + " hubplane.redis.key-store if Redis asks for a certificate. Trying again",
                        place,
                        purpose,
                        reason(cause));
            } else {
                LOGGER.log(
                        Level.WARNING,
                        "Redis at {0} is away for {1} ({2}); trying again until it is back",
                        place,
                        purpose,
                        reason(cause));
            }
        }
        return before == State.UP;
    }

    /** Notes a success; true if it follows a failure. */
    boolean restored() {
        worked = true;
        boolean wasLost = state != State.UP;
        if (wasLost) {
            state = State.UP;
            LOGGER.log(Level.INFO, "Redis at {0} is back for {1}", place, purpose);
        }
        return wasLost;
    }

    /**
     * Whether one side has refused the other's certificate, or found none. Redis breaks a connection then, and its reason
     * may be lost with it.
     */
    private static boolean isAboutTrust(Throwable failure, boolean breaks) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return !(cause.getCause() instanceof EOFException) && !(cause.getCause() instanceof SocketException);
            }
            if (cause instanceof SocketException && !(cause instanceof ConnectException)) {
                return breaks;
            }
        }
        return false;
    }

    private static String reason(Throwable cause) {
        return cause.getCause() == null
                ? String.valueOf(cause.getMessage())
                : cause.getCause().toString();
    }
}
