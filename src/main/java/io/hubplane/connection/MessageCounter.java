package io.hubplane.connection;

import io.hubplane.protocol.ProtocolException;

/**
 * Distinguishes a client's new messages from those that it sends again (Hub Protocol, <em>Sequence</em>). Used by one
 * thread at a time; any thread may read the number of processed messages.
 */
final class MessageCounter {
    private long expected = 1;
    private boolean awaitsSequence;
    private volatile long processed;

    /** The number of the last new message. */
    long processed() {
        return processed;
    }

    /** Counts on from what another node has processed. */
    void goesOn(long number) {
        processed = number;
        expected = number + 1;
    }

    /** A new transport begins: nothing counts until the client has sent the number of its next message. */
    void restart() {
        awaitsSequence = true;
    }

    /**
     * The client announces the number of its next message.
     *
     * @throws ProtocolException if messages would be missing
     */
    void sequence(long next) {
        // Compared with what was processed, not with what is expected: if the previous transport broke in the middle of
        // a replay, the expected number is smaller.
        if (next > processed + 1) {
            throw new ProtocolException("Sequence ID greater than amount of messages we've received.");
        }
        expected = next;
        awaitsSequence = false;
    }

    /** Counts a message; false if it must be dropped. */
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
