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
 * Who carries a connection. There is one transport at most, and most connections have one only; with stateful reconnect
 * another may take its place, whether that is known to be lost or not. Whatever a transport does after it has lost its
 * place is ignored. Safe for any thread; the lock is held for no call of a transport.
 *
 * <p>A transport that follows another has the place only when the client has said {@code Sequence} over it, and nothing
 * is sent to it before: it may be one that its client has opened and does not use, see {@link UnusedTransports}.
 */
final class ActiveTransport {
    private final ConnectionLifecycle lifecycle;
    private final OutboundQueue queue;
    private final LongSupplier ticker;
    private final @Nullable StatefulReconnect reconnect;
    private final UnusedTransports silent;
    /** The number of the transport that has the place; a new one also when the place falls vacant. */
    private volatile int latest;

    private volatile @Nullable Transport active;
    /** The latest transport, before the client has said anything over it. */
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

    /** Whether there is a transport that takes any bytes. */
    boolean carriesBinary() {
        Transport transport = active;
        return transport != null && transport.carriesBinary();
    }

    boolean pauseReceiving() {
        Transport transport = active;
        return transport != null && transport.pauseReceiving();
    }

    /** Gives the transport the time; false if it says that the client is gone. */
    boolean beat(long now) {
        Transport transport = active;
        return transport == null || transport.beat(now);
    }

    /** How long the transport has had a part of something, in nanoseconds. */
    long partialFor(long now) {
        Transport transport = active;
        return transport == null ? 0 : transport.partialFor(now);
    }

    /** Whether the place of a transport has been lost; 0 is none of them, such as a POST. */
    boolean isLost(int number) {
        return number != 0 && number != latest;
    }

    /** Whether the connection outlives its transport. */
    boolean isResumable() {
        return reconnect != null && reconnect.isOn() && lifecycle.state() == ConnectionState.OPEN;
    }

    /** What a connection waits with for its next transport, or null if it does not wait. */
    @Nullable
    StatefulReconnect waiting() {
        return isResumable() && active == null ? reconnect : null;
    }

    /** Whether there is no transport, with the certainty that none comes any more if the connection is ending. */
    synchronized boolean isVacant() {
        return active == null;
    }

    /**
     * Reserves the place.
     *
     * @param granted told the number of the transport if it has the place, before it may lose it again
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

    /** A transport is open; the first is closed if the connection has ended. */
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
                latest++; // it will not have the place
            }
            left = silent.leave(this, number, transport);
        }
        silent.closeDismissed();
        if (!left) {
            transport.close(CloseStatus.GOING_AWAY);
        }
    }

    /** The client goes on over a transport, which has the place from now on; nothing happens if it has it already. */
    synchronized void taken(int number) {
        Transport transport = unused;
        if (transport != null && number == latest && reconnect != null && isResumable()) {
            unused = null;
            reconnect.resumed();
            active = transport;
            queue.resume(transport);
        }
    }

    /** No transport takes the place any more: the connection has ended. */
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
        unused = null; // is the one that has closed
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
                reconnect.lost(ticker.getAsLong(), failure); // before the place is seen to be vacant
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
