package io.hubplane.connection.outbound;

import org.jspecify.annotations.Nullable;

/** Records whether an {@link OutboundQueue} is ending or has ended. Not thread safe; the queue's lock guards it. */
final class QueueEnd {
    private boolean begun;
    private @Nullable ConnectionClose closing;
    private boolean reached;

    /** Begins the end, which is reached after the last message. False if the end had already begun or been reached. */
    boolean begin(ConnectionClose how) {
        if (closing != null || reached) {
            return false;
        }
        begun = true;
        closing = how;
        return true;
    }

    /** Reaches the end, whether or not it had begun. */
    void reach() {
        begun = true;
        reached = true;
    }

    /** Whether no more messages are accepted. */
    boolean hasBegun() {
        return begun;
    }

    /** How the transport must be closed after the last message; null if it must not. */
    @Nullable
    ConnectionClose closing() {
        return closing;
    }

    /** Whether nothing more is sent. */
    boolean isReached() {
        return reached;
    }
}
