package io.hubplane.connection.outbound;

import io.hubplane.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Whether an {@link OutboundQueue} has a send under way, since when, over which of its transports, and who begins the
 * next one. Not thread safe; the queue's lock guards it.
 */
final class SendState {
    private enum Phase {
        /** No send is under way. */
        IDLE,
        /** A thread is inside the transport's send. */
        CALLING,
        /** A send completed while the thread was still inside; that thread goes on. */
        CALLED,
        /** Send has returned; its completion goes on. */
        WAITING
    }

    private Phase phase = Phase.IDLE;
    private long lastSend;
    private @Nullable Transport transport;
    private int number;
    /** Somebody was told {@link EnqueueResult#FLUSH} and has not done so yet. */
    private boolean flushAsked;

    /** Nothing is sent yet, and nobody is asked to flush. */
    private boolean held;

    /** A transport is open, at a time in nanoseconds. */
    void opened(Transport next, long now) {
        transport = next;
        lastSend = now;
    }

    /** Sends go over this; null before the first transport, and between two. */
    @Nullable
    Transport transport() {
        return transport;
    }

    /** How many transports there were before this one. */
    int number() {
        return number;
    }

    /** The transport is gone, and with it the send under way. */
    void lost() {
        number++;
        transport = null;
        phase = Phase.IDLE;
    }

    /** Sends nothing until {@link #release}. */
    void hold() {
        held = true;
    }

    boolean isHeld() {
        return held;
    }

    /** Ends the hold; false if there is none. */
    boolean release() {
        boolean was = held;
        held = false;
        return was;
    }

    /** Whether somebody is to flush who has not done so. */
    boolean isFlushAsked() {
        return flushAsked;
    }

    /** Somebody is to flush. */
    void askForFlush() {
        flushAsked = true;
    }

    /** Whoever was asked to flush does so. */
    void flushes() {
        flushAsked = false;
    }

    boolean isIdle() {
        return phase == Phase.IDLE;
    }

    void idle() {
        phase = Phase.IDLE;
    }

    /** A thread is about to send. */
    void begin(long now) {
        phase = Phase.CALLING;
        lastSend = now;
    }

    /** A send has completed; true if whoever says so sends on, false if the thread that is still inside does. */
    boolean completed() {
        if (phase == Phase.CALLING) {
            phase = Phase.CALLED;
            return false;
        }
        return true;
    }

    /** The thread has come out of the transport; true if it sends on, false if the completion does. */
    boolean returned() {
        if (phase == Phase.CALLING) {
            phase = Phase.WAITING;
            return false;
        }
        return true;
    }

    /** When the last send began, in nanoseconds; before the first, when the transport opened. */
    long lastSend() {
        return lastSend;
    }
}
