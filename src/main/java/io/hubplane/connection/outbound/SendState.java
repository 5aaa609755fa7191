package io.hubplane.connection.outbound;

import io.hubplane.transport.Transport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Records whether an {@link OutboundQueue} has a send under way, since when, over which of its transports, and who
 * begins the next one. Not thread safe; the queue's lock guards it.
 */
final class SendState {
    private enum Phase {
        /** No send is under way. */
        IDLE,
        /** A thread is inside the transport's send. */
        CALLING,
        /** The send completed while the thread was still inside; that thread continues. */
        CALLED,
        /** The call of the send has returned; its completion continues. */
        WAITING
    }

    /** Messages that follow each other within this time, in nanoseconds, are worth gathering. */
    private static final long TOGETHER = 1_000_000;

    private Phase phase = Phase.IDLE;
    private long lastSend;
    private @Nullable Transport transport;
    private int number;
    /** A caller was told {@link EnqueueResult#FLUSH} and has not flushed yet. */
    private boolean flushAsked;
    /** Whether the last frame had several messages. */
    private boolean shared;

    /** Nothing may be sent yet, and nobody is asked to flush. */
    private boolean held;

    /** A transport is open since a time in nanoseconds. */
    void opened(Transport next, long now) {
        transport = next;
        lastSend = now;
    }

    /** The transport for sends; null before the first transport, and between two. */
    @Nullable
    Transport transport() {
        return transport;
    }

    /** How many transports there were before this one. */
    int number() {
        return number;
    }

    /** The transport is gone, and with it any running send. */
    void lost() {
        number++;
        transport = null;
        phase = Phase.IDLE;
    }

    /** Nothing may be sent until {@link #release}. */
    void hold() {
        held = true;
    }

    boolean isHeld() {
        return held;
    }

    void endHold() {
        held = false;
    }

    /** Ends the hold; true if there was one, and then the caller must flush. */
    boolean release() {
        boolean was = held;
        held = false;
        flushAsked |= was;
        return was;
    }

    /** A message was added. The result is true if the caller must flush, since nobody else does. */
    boolean asksToFlush() {
        boolean asks = phase == Phase.IDLE && !flushAsked && !held;
        flushAsked |= asks;
        return asks;
    }

    /** Whether a caller was asked to flush and has not done so. */
    boolean isFlushAsked() {
        return flushAsked;
    }

    /** Leaves the next send to a caller that will be asked to flush. */
    void leave() {
        phase = Phase.IDLE;
        flushAsked = true;
    }

    /** Records that the caller flushes. */
    void flushes() {
        flushAsked = false;
    }

    boolean isIdle() {
        return phase == Phase.IDLE;
    }

    void idle() {
        phase = Phase.IDLE;
    }

    /** A thread is about to send a frame of so many messages. */
    void begin(long now, int messages) {
        phase = Phase.CALLING;
        lastSend = now;
        shared = messages > 1;
    }

    /**
     * Whether a message may be sent by the thread that queues it, and is so rare that it would be alone in its frame even
     * if it waited for others.
     */
    boolean isRare(LongSupplier ticker) {
        // The clock comes last: the many queues of a busy fan-out share frames and need not look at it.
        return !shared
                && transport != null
                && transport.sendsFromAnyThread()
                && ticker.getAsLong() - lastSend >= TOGETHER;
    }

    /** A send has completed. True if the completing thread continues to send, false if the thread still inside does. */
    boolean completed() {
        if (phase == Phase.CALLING) {
            phase = Phase.CALLED;
            return false;
        }
        return true;
    }

    /** The call of the send has returned. True if this thread continues to send, false if the completion does. */
    boolean returned() {
        if (phase == Phase.CALLING) {
            phase = Phase.WAITING;
            return false;
        }
        return true;
    }

    /** When the last send began, in nanoseconds; before the first send, when the transport opened. */
    long lastSend() {
        return lastSend;
    }
}
