package io.hubplane.connection.outbound;

import org.jspecify.annotations.Nullable;

/** How far an {@link OutboundQueue} has come to its end. Not thread safe; the queue's lock guards it. */
final class QueueEnd {
    private boolean begun;
    private @Nullable ConnectionClose closing;
    private boolean reached;

    /** Begins the end, which is reached when the last message has left; false if that has been done, or it is reached. */
    boolean begin(ConnectionClose how) {
        if (closing != null || reached) {
            return false;
        }
        begun = true;
        closing = how;
        return true;
    }

    /** The end is reached, whether it had begun or not. */
    void reach() {
        begun = true;
        reached = true;
    }

    /** Whether no more messages are taken. */
    boolean hasBegun() {
        return begun;
    }

    /** How the transport is to be closed after the last message; null if it is not. */
    @Nullable
    ConnectionClose closing() {
        return closing;
    }

    /** Whether nothing is sent any more. */
    boolean isReached() {
        return reached;
    }
}
