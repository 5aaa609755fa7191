package io.hubplane.connection;

import io.hubplane.connection.outbound.OutboundQueue;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Identity;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who carries a connection. There is one carrier at most, and most connections have one only; with stateful reconnect
 * another may take its place, whether that is known to be lost or not. Whatever a carrier does after it has lost its
 * place is ignored. Safe for any thread; the lock is held for no call of a carrier.
 *
 * <p>A carrier that follows another has the place only when the client has said {@code Sequence} over it, and nothing is
 * sent to it before: it may be one that its client has opened and does not use, see {@link UnusedTransports}.
 */
final class ActiveTransport {
    private final ConnectionLifecycle lifecycle;
    private final OutboundQueue queue;
    private final LongSupplier ticker;
    private final @Nullable StatefulReconnect reconnect;
    private final UnusedTransports silent;
    /** The number of the carrier that has the place; a new one also when the place falls vacant. */
    private volatile int latest;

    private volatile @Nullable Transport transport;
    /** The latest carrier, before the client has said anything over it. */
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

    /** Whether there is a carrier that takes any bytes. */
    boolean carriesBinary() {
        Transport carrier = transport;
        return carrier != null && carrier.carriesBinary();
    }

    boolean pauseReceiving() {
        Transport carrier = transport;
        return carrier != null && carrier.pauseReceiving();
    }

    /** Gives the carrier the time; false if it says that the client is gone. */
    boolean beat(long now) {
        Transport carrier = transport;
        return carrier == null || carrier.beat(now);
    }

    /** How long the carrier has had a part of something, in nanoseconds. */
    long partialFor(long now) {
        Transport carrier = transport;
        return carrier == null ? 0 : carrier.partialFor(now);
    }

    /** Whether the place of a carrier has been lost; 0 is none of them, such as a POST. */
    boolean isLost(int number) {
        return number != 0 && number != latest;
    }

    /** Whether the connection outlives its carrier. */
    boolean isResumable() {
        return reconnect != null && reconnect.isOn() && lifecycle.state() == ConnectionState.OPEN;
    }

    /** What a connection waits with for its next carrier, or null if it does not wait. */
    @Nullable
    StatefulReconnect waiting() {
        return isResumable() && transport == null ? reconnect : null;
    }

    /** Whether there is no carrier, with the certainty that none comes any more if the connection is ending. */
    synchronized boolean isVacant() {
        return transport == null;
    }

    /** Reserves the place for whom the connection belongs to. */
    Claim claim(TransportSide side, TransportType type, Identity claimant) {
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
                side.granted(latest, claimant);
            }
        }
        silent.closeDismissed();
        if (before != null) {
            before.close(CloseStatus.NORMAL);
        }
        return claim;
    }

    /** A carrier is open; the first is closed if the connection has ended. */
    void opened(int number, Transport carrier) {
        if (reconnect != null && number > 1) {
            openedAgain(number, carrier, reconnect);
            return;
        }
        boolean taken = false;
        synchronized (this) {
            if (lifecycle.state() == ConnectionState.CLAIMED) {
                transport = carrier;
                queue.attach(carrier);
                taken = lifecycle.opened();
            }
        }
        if (taken) {
            queue.flushUnasked();
        } else {
            carrier.close(CloseStatus.NORMAL);
        }
    }

    private void openedAgain(int number, Transport carrier, StatefulReconnect waiting) {
        boolean left;
        synchronized (this) {
            if (number == latest && isResumable()) {
                unused = carrier;
                waiting.came(ticker.getAsLong());
                return;
            }
            if (number == latest) {
                latest++; // it will not have the place
            }
            left = silent.leave(this, number, carrier);
        }
        silent.closeDismissed();
        if (!left) {
            carrier.close(CloseStatus.GOING_AWAY);
        }
    }

    /** The client goes on over a carrier, which has the place from now on; nothing happens if it has it already. */
    synchronized void taken(int number) {
        Transport carrier = unused;
        if (carrier != null && number == latest && reconnect != null && isResumable()) {
            unused = null;
            reconnect.resumed();
            transport = carrier;
            queue.resume(carrier);
        }
    }

    /** No carrier takes the place any more: the connection has ended. */
    void leaveUnused() {
        synchronized (this) {
            if (unused != null) {
                vacate(null);
            }
        }
        silent.closeDismissed();
    }

    /** A carrier has closed; true if the connection ends with it. */
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

    /** A carrier could not send; true if the connection ends with it. */
    boolean failed(@Nullable Transport carrier, Throwable failure) {
        synchronized (this) {
            if (!isResumable()) {
                return true;
            }
            if (carrier == null || carrier != transport) {
                return false;
            }
            vacate(failure);
        }
        silent.closeDismissed();
        carrier.close(CloseStatus.SERVICE_RESTART);
        return false;
    }

    private synchronized @Nullable Transport vacate(@Nullable Throwable failure) {
        Transport before = transport;
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
        transport = null;
        queue.suspend();
        return before;
    }
}
