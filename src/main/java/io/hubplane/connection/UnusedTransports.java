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
 * WebSockets that clients have opened to come back to a connection, and over which they have sent nothing.
 *
 * <p>When the official JavaScript client (10.0) receives nothing from its node for too long, it opens one more
 * WebSocket with its old token, forgets it, and negotiates again. It then mistakes whatever arrives on that WebSocket
 * for a part of the new connection. A message, even a ping, counts as the answer to its handshake, which ends the
 * process in Node. A close counts as the close of the new WebSocket: the new connection is lost, and the old one
 * continues to deliver beside the next. So nothing is sent there, and closing is left to the client, whatever happens
 * to the connection. For intermediaries that close idle connections, pings of the WebSocket protocol are sent, which
 * clients do not see.
 *
 * <p>If a client uses its WebSocket after all, but later than the connection existed, it finds the WebSocket closed and
 * negotiates.
 *
 * <p>Safe for any thread; no transport is called while the lock is held.
 */
final class UnusedTransports implements AutoCloseable {
    /** How many are kept for a hub; one more closes the oldest. A client needs one for each outage of its network. */
    static final int MOST = 1_000;

    /** How many are kept for a connection, so that it does not push out those of others; official clients open one. */
    static final int MOST_OF_ONE = 4;

    private final long interval;
    private final Runnable full;
    private final Map<Opened, Transport> open = new LinkedHashMap<>();
    /** Transports that others have replaced and that are not closed yet. */
    private final List<Transport> dismissed = new ArrayList<>();

    private long lastBeat;
    private boolean closed;

    /** Identifies a transport; the connection is any object that represents it and is equal only to itself. */
    private record Opened(Object connection, int number) {}

    /**
     * Makes an empty set.
     *
     * @param interval how often each transport shows that it is open, in nanoseconds
     * @param now the time, in nanoseconds
     * @param full run each time a transport is closed to make room for another
     */
    UnusedTransports(long interval, long now, Runnable full) {
        this.interval = interval;
        this.lastBeat = now;
        this.full = full;
    }

    /**
     * Leaves a transport to its client; false if it must be closed because the node shuts down. The caller must call
     * {@link #closeDismissed} as soon as it holds no lock.
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

    /** The transport that must make room for one more of a connection; null if there is room. */
    private @Nullable Opened surplus(Object connection) {
        List<Opened> same = open.keySet().stream()
                .filter(transport -> transport.connection() == connection)
                .toList();
        if (same.size() >= MOST_OF_ONE) {
            return same.get(0);
        }
        return open.size() < MOST ? null : open.keySet().iterator().next();
    }

    /** Closes the transports that had to make room. Call it without holding a lock. */
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

    /** The client uses its transport after all, but too late. */
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

    /** Keeps the transports open behind intermediaries that close idle connections. */
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

    /** Closes all transports, because the node shuts down. */
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
