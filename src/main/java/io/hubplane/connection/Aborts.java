package io.hubplane.connection;

import io.hubplane.transport.Wire;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cuts the wires that are still there a time after their carriers have said their last word. Safe for any thread;
 * {@link #beat} by one at a time.
 */
final class Aborts {
    /** More than the way to a client and back: who has not closed by then does not read. */
    private static final long LEAST = Duration.ofSeconds(1).toNanos();

    private final long timeout;
    private final Set<Released> released = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /** Makes aborts that come after some nanoseconds. */
    Aborts(long timeout) {
        this.timeout = timeout;
    }

    void add(Wire wire, long now) {
        if (!wire.isOpen()) {
            return;
        }
        Released added = new Released(wire, now);
        released.add(added);
        if (ended && released.remove(added)) { // looked at after the add: end() either sees the wire or was seen here
            wire.abort();
        }
    }

    void beat(long now) {
        abortAfter(timeout, now);
    }

    /**
     * Nobody looks after wires any more. Those whose peers have had time to close are cut, and at once what is given up
     * from now on; the others' peers are closing. None is kept, since a server may keep what refers to this object.
     */
    void end(long now) {
        ended = true;
        abortAfter(Math.min(timeout, LEAST), now);
        released.clear();
    }

    private void abortAfter(long time, long now) {
        released.removeIf(each -> each.isOver(time, now));
    }

    /** A wire without a carrier; two of them are never the same. */
    private static final class Released {
        private final Wire wire;
        private final long since;

        Released(Wire wire, long since) {
            this.wire = wire;
            this.since = since;
        }

        /** Cuts the wire if it has been there for some nanoseconds; true if it is gone. */
        boolean isOver(long time, long now) {
            if (!wire.isOpen()) {
                return true;
            }
            boolean late = now - since >= time;
            if (late) {
                wire.abort();
            }
            return late;
        }
    }
}
