package io.hubplane.observe;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call, as observers see it: one and the same object in all of its events, by whose identity an observer may keep what it
 * has begun. Immutable.
 *
 * @param connection who calls
 * @param number the number of the call among those of its hub on this node, from 1; in the order in which they were received
 * @param kind what is called
 * @param target the name that was called, as the client wrote it
 * @param method the name of the hub's method, which is one of few; empty if the hub has none of the name. What the hub does
 *     about its connections has the names {@code connected} and {@code disconnected}
 * @param invocationId the id that the client gave, if it did
 * @param headers the headers of the client's message, in which some clients send {@code traceparent}
 */
public record ObservedCall(
        ObservedConnection connection,
        long number,
        CallKind kind,
        String target,
        Optional<String> method,
        Optional<String> invocationId,
        Map<String, String> headers) {
    /** Two calls are never the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }
}
