package io.hubplane.connection.outbound;

/**
 * Whether an {@link OutboundQueue} has a send under way, since when, and over which of its transports. Not thread safe;
 * the queue's lock guards it.
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
    private int transport;

    /** A transport is open, at a time in nanoseconds. */
    void opened(long now) {
        lastSend = now;
    }

    /** How many transports there were before this one. */
    int transport() {
        return transport;
    }

    /** The transport is gone, and with it the send under way. */
    void lost() {
        transport++;
        phase = Phase.IDLE;
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
