package io.hubplane.connection;

import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Transport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * WebSockets that clients have opened to come back to a connection and have said nothing over.
 *
 * <p>When the official JavaScript client (10.0) hears nothing of its node for too long, it opens one more WebSocket
 * with the token it has, forgets it, and negotiates anew. Whatever arrives there is taken for a part of the new
 * connection: a message, a ping too, for the answer to its handshake, which ends the process in Node; a close, for that
 * of the new WebSocket, and then the new connection is lost and the one before goes on delivering beside the next. So
 * nothing is sent there and closing is left to the client, whatever becomes of the connection. Over an intermediary
 * that closes what is idle, pings of WebSockets go, which no client sees.
 *
 * <p>A client that uses its WebSocket after all, later than its connection was there, finds it closed and negotiates.
 *
 * <p>Safe for any thread; the lock is held for no call of a transport.
 */
final class UnusedTransports implements AutoCloseable {
    /** How many are kept for a hub; one more closes the oldest. A client needs one for each outage of its network. */
    static final int MOST = 1_000;

    /** How many are kept for a connection, so that none has those of others closed: an official client opens one. */
    static final int MOST_OF_ONE = 4;

    private final long interval;
    private final Runnable full;
    private final Map<Opened, Transport> open = new LinkedHashMap<>();
    /** Those that others have taken the place of, until somebody closes them. */
    private final List<Transport> dismissed = new ArrayList<>();

    private long lastBeat;
    private boolean closed;

    /** Which of a connection's transports; the connection is whatever stands for it, and equal to itself alone. */
    private record Opened(Object connection, int number) {}

    /**
     * Makes an empty set.
     *
     * @param interval how often each is to show that it is open, in nanoseconds
     * @param now the time, in nanoseconds
     * @param full told each time when one has to make room for another
     */
    UnusedTransports(long interval, long now, Runnable full) {
        this.interval = interval;
        this.lastBeat = now;
        this.full = full;
    }

    /**
     * Leaves a transport to its client; false if it is to be closed, since the node goes away. Whoever has called this
     * calls {@link #closeDismissed} as soon as it holds no lock.
     */
    synchronized boolean leave(Object connection, int number, Transport transport) {
        if (closed) {
            return false;
        }
        Opened surplus = surplus(connection);
        if (surplus != null) {
            dismissed.add(Objects.requireNonNull(open.remove(surplus)));
        }
        open.put(new Opened(connection, number), transport);
        return true;
    }

    /** Whose place one more of a connection takes; null if there is room. */
    private @Nullable Opened surplus(Object connection) {
        List<Opened> same = open.keySet().stream()
                .filter(transport -> transport.connection() == connection)
                .toList();
        if (same.size() >= MOST_OF_ONE) {
            return same.get(0);
        }
        return open.size() < MOST ? null : open.keySet().iterator().next();
    }

    /** Closes those that had to make room. To be called without a lock. */
    void closeDismissed() {
        List<Transport> taken;
        synchronized (this) {
            if (dismissed.isEmpty()) {
                return;
            }
            taken = List.copyOf(dismissed);
            dismissed.clear();
        }
        for (Transport transport : taken) {
            full.run();
            transport.close(CloseStatus.GOING_AWAY);
        }
    }

    /** The client uses its transport after all, which is too late. */
    void spoke(Object connection, int number) {
        Transport transport = remove(new Opened(connection, number));
        if (transport != null) {
            transport.close(CloseStatus.SERVICE_RESTART);
        }
    }

    /** The transport is closed. */
    void closed(Object connection, int number) {
        remove(new Opened(connection, number));
    }

    private synchronized @Nullable Transport remove(Opened transport) {
        return open.remove(transport);
    }

    /** Keeps them open where something in between closes what is idle. */
    void beat(long now) {
        List<Transport> idle;
        synchronized (this) {
            if (open.isEmpty() || now - lastBeat < interval) {
                return;
            }
            lastBeat = now;
            idle = List.copyOf(open.values());
        }
        idle.forEach(Transport::keepOpen);
    }

    synchronized int size() {
        return open.size();
    }

    /** Closes all of them: the node goes away. */
    @Override
    public void close() {
        List<Transport> rest;
        synchronized (this) {
            closed = true;
            rest = new ArrayList<>(open.values());
            rest.addAll(dismissed);
            open.clear();
            dismissed.clear();
        }
        rest.forEach(transport -> transport.close(CloseStatus.GOING_AWAY));
    }
}
