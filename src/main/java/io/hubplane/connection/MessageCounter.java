package io.hubplane.connection;

import io.hubplane.protocol.ProtocolException;

/**
 * Tells a client's new messages from those it sends again (Hub Protocol, <em>Sequence</em>). Used by one thread at a
 * time; what has been processed may be read by any.
 */
final class MessageCounter {
    private long expected = 1;
    private boolean awaitsSequence;
    private volatile long processed;

    /** The number of the last new message. */
    long processed() {
        return processed;
    }

    /** A new transport begins: nothing counts until the client has said where it goes on. */
    void restart() {
        awaitsSequence = true;
    }

    /**
     * The client says the number of its next message.
     *
     * @throws ProtocolException if messages would be missing
     */
    void sequence(long next) {
        // Not more than expected: when the transport before broke in the midst of a replay, less is expected than was
        // processed.
        if (next > processed + 1) {
            throw new ProtocolException("Sequence ID greater than amount of messages we've received.");
        }
        expected = next;
        awaitsSequence = false;
    }

    /** Counts a message; false for one to be dropped. */
    boolean isNew() {
        if (awaitsSequence) {
            return false;
        }
        long number = expected++;
        if (number <= processed) {
            return false;
        }
        processed = number;
        return true;
    }
}
