package io.hubplane.connection;

import io.hubplane.transport.Pending;
import io.hubplane.transport.Wire;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cuts off who does not take what there is within a time: a close, of which nothing is left but the wire, or the answer
 * to a poll. Safe for any thread; {@link #beat} by one at a time.
 */
final class Aborts {
    /** More than the way to a client and back: who has not closed by then does not read. */
    private static final long LEAST = Duration.ofSeconds(1).toNanos();

    private final long abortTimeout;
    private final long sendTimeout;
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    Aborts(TimeoutOptions timeouts) {
        abortTimeout = timeouts.abortTimeout().toNanos();
        sendTimeout = timeouts.transportSendTimeout().toNanos();
    }

    /** A transport has said its last word over a wire. */
    void released(Wire wire, long now) {
        if (wire.isOpen()) {
            add(new Closing(wire), now, abortTimeout);
        }
    }

    /** Something leaves. */
    void leaves(Pending pending, long now) {
        add(pending, now, sendTimeout);
    }

    private void add(Pending pending, long now, long timeout) {
        Watched added = new Watched(pending, now, timeout);
        watched.add(added);
        if (ended && watched.remove(added)) { // looked at after the add: end() either sees it or was seen here
            pending.abort();
        }
    }

    void beat(long now) {
        watched.removeIf(each -> each.isOver(now, each.timeout));
    }

    /**
     * Nobody looks after anything any more. Those who have had time to close are cut off, and at once who is given up
     * from now on; the others are closing. None is kept, since a server may keep what refers to this object.
     */
    void end(long now) {
        ended = true;
        watched.removeIf(each -> each.isOver(now, Math.min(each.timeout, LEAST)));
        watched.clear();
    }

    /** The peer has to close. */
    private record Closing(Wire wire) implements Pending {
        @Override
        public boolean isOver() {
            return !wire.isOpen();
        }

        @Override
        public void abort() {
            wire.abort();
        }
    }

    /** Something that has its time; two of them are never the same. */
    private static final class Watched {
        private final Pending pending;
        private final long since;
        private final long timeout;

        Watched(Pending pending, long since, long timeout) {
            this.pending = pending;
            this.since = since;
            this.timeout = timeout;
        }

        /** Cuts the peer off if it has had some nanoseconds; true if there is nothing left to look after. */
        boolean isOver(long now, long time) {
            if (pending.isOver()) {
                return true;
            }
            boolean late = now - since >= time;
            if (late) {
                pending.abort();
            }
            return late;
        }
    }
}
