package io.hubplane.backplane.redis;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
    private State state = State.UP;

    LinkLog(String purpose, String place) {
        this.purpose = purpose;
        this.place = place;
    }

    /** Notes a failure; true if it is the first one. */
    boolean lost(Throwable cause) {
        State before = state;
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
        boolean wasLost = state != State.UP;
        if (wasLost) {
            state = State.UP;
            LOGGER.log(Level.INFO, "Redis at {0} is back for {1}", place, purpose);
        }
        return wasLost;
    }

    private static String reason(Throwable cause) {
        return cause.getCause() == null
                ? String.valueOf(cause.getMessage())
                : cause.getCause().toString();
    }
}
