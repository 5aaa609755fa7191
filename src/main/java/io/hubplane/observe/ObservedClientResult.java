package io.hubplane.observe;

import org.jspecify.annotations.Nullable;

/**
 * A question to a client, as observers on the asking node see it. Both events of a question pass the same object.
 * Immutable.
 *
 * @param hub the hub's name
 * @param connectionId the connection that is asked; it may be on another node, or may not exist
 * @param id the id of the invocation that asks, unique for the hub on this node
 * @param target the client method
 */
public record ObservedClientResult(String hub, String connectionId, String id, String target) {
    /** How a question to a client ended that asked for a result. */
    public enum Outcome {
        /** The client gave a result. */
        ANSWERED,
        /** The client answered with an error, or with a result that does not fit. */
        ERROR,
        /** The connection does not exist or has ended, could not be asked, or has too many open questions. */
        UNREACHABLE,
        /** The client did not answer in time. */
        TIMEOUT,
        /** The hub no longer waits for the result. */
        CANCELLED
    }

    /** Two different questions are never equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
