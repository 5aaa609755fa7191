package io.hubplane.observe;

import org.jspecify.annotations.Nullable;

/**
 * What a client is asked for, as observers on the node that asks see it: one and the same object in both of its events.
 * Immutable.
 *
 * @param hub the hub's name
 * @param connectionId the connection that is asked; it may be one of another node, or none
 * @param id the id of the invocation that asks, unlike all others of the hub on this node
 * @param target the client method
 */
public record ObservedClientResult(String hub, String connectionId, String id, String target) {
    /** Two questions are never the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
