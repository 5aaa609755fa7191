package io.hubplane.connection;

import io.hubplane.transport.Pending;
import io.hubplane.transport.Wire;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cuts off peers that do not take something within a time: the close of a transport, of which only the TCP connection
 * is left, or the answer to a poll. Safe for any thread, but {@link #beat} only by one thread at a time.
 */
final class Aborts {
    /** More than a round trip to a client; a peer that has not closed by then does not read. */
    private static final long LEAST = Duration.ofSeconds(1).toNanos();

    private final long abortTimeout;
    private final long sendTimeout;
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    Aborts(TimeoutOptions timeouts) {
        abortTimeout = timeouts.abortTimeout().toNanos();
        sendTimeout = timeouts.transportSendTimeout().toNanos();
    }

    /** A transport has sent its last bytes over a wire. */
    void released(Wire wire, long now) {
        if (wire.isOpen()) {
            add(new Closing(wire), now, abortTimeout);
        }
    }

    /** Watches data that leaves for a client. */
    void leaves(Pending pending, long now) {
        add(pending, now, sendTimeout);
    }

    private void add(Pending pending, long now, long timeout) {
        Watched added = new Watched(pending, now, timeout);
        watched.add(added);
        if (ended && watched.remove(added)) { // checked after the add: end() or this sees the entry
            pending.abort();
        }
    }

    void beat(long now) {
        watched.removeIf(each -> each.isOver(now, each.timeout));
    }

    /**
     * Ends the watch. Peers that have had time to close are cut off; the others are closing. From now on whatever is
     * added is cut off at once. Nothing is kept, since a server may keep objects that refer to this one.
     */
    void end(long now) {
        ended = true;
        watched.removeIf(each -> each.isOver(now, Math.min(each.timeout, LEAST)));
        watched.clear();
    }

    /** The peer must close its TCP connection. */
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

    /** An entry with its time; two entries are never equal. */
    private static final class Watched {
        private final Pending pending;
        private final long since;
        private final long timeout;

        Watched(Pending pending, long since, long timeout) {
            this.pending = pending;
            this.since = since;
            this.timeout = timeout;
        }

        /** Cuts the peer off if its time is over; true if there is nothing left to watch. */
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
