package io.hubplane.connection;

import io.hubplane.connection.outbound.OutboundQueue;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows which transport carries a connection. There is at most one at a time, and most connections have only one. With
 * stateful reconnect another one may replace it, even if nobody knows yet that the old one is lost. What a replaced
 * transport does is ignored. Safe for any thread; no transport is called while the lock is held.
 *
 * <p>A transport that follows another takes its place only when the client has sent {@code Sequence} over it, and
 * nothing is sent to it before that: the client may have opened it without using it, see {@link UnusedTransports}.
 */
final class ActiveTransport {
    private final ConnectionLifecycle lifecycle;
    private final OutboundQueue queue;
    private final LongSupplier ticker;
    private final @Nullable StatefulReconnect reconnect;
    private final UnusedTransports silent;
    /** The number of the active transport; it also grows when there is none any more. */
    private volatile int latest;

    private volatile @Nullable Transport active;
    /** The latest transport, as long as the client has sent nothing over it. */
    private @Nullable Transport unused;

    ActiveTransport(
            ConnectionLifecycle lifecycle,
            OutboundQueue queue,
            LongSupplier ticker,
            @Nullable StatefulReconnect reconnect,
            UnusedTransports silent) {
        this.lifecycle = lifecycle;
        this.queue = queue;
        this.ticker = ticker;
        this.reconnect = reconnect;
        this.silent = silent;
    }

    /** Whether there is a transport that can carry arbitrary bytes. */
    boolean carriesBinary() {
        Transport transport = active;
        return transport != null && transport.carriesBinary();
    }

    boolean pauseReceiving() {
        Transport transport = active;
        return transport != null && transport.pauseReceiving();
    }

    /** Tells the transport the time; false if the transport finds that the client is gone. */
    boolean beat(long now) {
        Transport transport = active;
        return transport == null || transport.beat(now);
    }

    /** How long the transport has had an incomplete piece of data, in nanoseconds. */
    long partialFor(long now) {
        Transport transport = active;
        return transport == null ? 0 : transport.partialFor(now);
    }

    /** Whether a transport is no longer the active one. Number 0 stands for none of the transports, such as a POST. */
    boolean isLost(int number) {
        return number != 0 && number != latest;
    }

    /** Whether the connection outlives its transport. */
    boolean isResumable() {
        return reconnect != null && reconnect.isOn() && lifecycle.state() == ConnectionState.OPEN;
    }

    /** The stateful reconnect of a connection that waits for its next transport; null if it does not wait. */
    @Nullable
    StatefulReconnect waiting() {
        return isResumable() && active == null ? reconnect : null;
    }

    /** Whether there is no transport. If so while the connection is ending, no transport will come any more. */
    synchronized boolean isVacant() {
        return active == null;
    }

    /**
     * Lets a transport become the active one, as soon as it is open.
     *
     * @param granted receives the number of the transport if it may become active, before another one may replace it
     */
    Claim claim(TransportType type, IntConsumer granted) {
        Transport before = null;
        Claim claim;
        synchronized (this) {
            claim = lifecycle.claim(type);
            if (claim == Claim.TAKEN && isResumable()) {
                before = vacate(null);
                claim = Claim.GRANTED;
            }
            if (claim == Claim.GRANTED) {
                latest++;
                granted.accept(latest);
            }
        }
        silent.closeDismissed();
        if (before != null) {
            before.close(CloseStatus.NORMAL);
        }
        return claim;
    }

    /** A transport is open. The first transport is closed if the connection has ended. */
    void opened(int number, Transport transport) {
        if (reconnect != null && number > 1) {
            openedAgain(number, transport, reconnect);
            return;
        }
        boolean taken = false;
        synchronized (this) {
            if (lifecycle.state() == ConnectionState.CLAIMED) {
                active = transport;
                queue.attach(transport);
                taken = lifecycle.opened();
            }
        }
        if (taken) {
            queue.flushUnasked();
        } else {
            transport.close(CloseStatus.NORMAL);
        }
    }

    private void openedAgain(int number, Transport transport, StatefulReconnect waiting) {
        boolean left;
        synchronized (this) {
            if (number == latest && isResumable()) {
                unused = transport;
                waiting.came(ticker.getAsLong());
                return;
            }
            if (number == latest) {
                latest++; // it does not become active
            }
            left = silent.leave(this, number, transport);
        }
        silent.closeDismissed();
        if (!left) {
            transport.close(CloseStatus.GOING_AWAY);
        }
    }

    /** The client continues over a transport, which is active from now on; does nothing if it already is. */
    synchronized void taken(int number) {
        Transport transport = unused;
        if (transport != null && number == latest && reconnect != null && isResumable()) {
            unused = null;
            reconnect.resumed();
            active = transport;
            queue.resume(transport);
        }
    }

    /**
     * Closes the transport, if there is one, so that the client comes back, and lets nobody use it any more.
     *
     * @return a number that {@link #isLost} says is not lost until another transport comes; 0 if the connection does not
     *     outlive its transport
     */
    int release() {
        Transport before;
        int number;
        synchronized (this) {
            if (!isResumable()) {
                return 0;
            }
            before = vacate(null);
            number = latest;
        }
        silent.closeDismissed();
        if (before != null) {
            before.close(CloseStatus.SERVICE_RESTART);
        }
        return number;
    }

    /** The connection has ended, so no transport becomes active any more. */
    void leaveUnused() {
        synchronized (this) {
            if (unused != null) {
                vacate(null);
            }
        }
        silent.closeDismissed();
    }

    /** A transport has closed; true if the connection ends with it. */
    synchronized boolean closed(int number, @Nullable Throwable failure) {
        if (isLost(number)) {
            silent.closed(this, number);
            return false;
        }
        unused = null; // it is the transport that has closed
        if (failure == null || !isResumable()) {
            return true;
        }
        vacate(failure);
        return false;
    }

    /** A transport could not send; true if the connection ends with it. */
    boolean failed(@Nullable Transport transport, Throwable failure) {
        synchronized (this) {
            if (!isResumable()) {
                return true;
            }
            if (transport == null || transport != active) {
                return false;
            }
            vacate(failure);
        }
        silent.closeDismissed();
        transport.close(CloseStatus.SERVICE_RESTART);
        return false;
    }

    private synchronized @Nullable Transport vacate(@Nullable Throwable failure) {
        Transport before = active;
        if (reconnect != null) {
            if (before != null) {
                reconnect.lost(ticker.getAsLong(), failure); // before others can see that there is no active one
            }
            reconnect.wentUnused();
        }
        if (unused != null) {
            silent.leave(this, latest, unused);
            unused = null;
        }
        latest++;
        active = null;
        queue.suspend();
        return before;
    }
}
