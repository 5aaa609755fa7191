package io.hubplane.observe;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call, as observers see it. All events of a call pass the same object, so an observer can use its identity to keep
 * data. Immutable.
 *
 * @param connection the connection that calls
 * @param number the number of the call among those of its hub on this node, from 1, in the order in which they were
 *     received
 * @param kind the kind of the call
 * @param target the name that was called, as the client wrote it
 * @param method the name of the hub's method, which has few possible values; empty if the hub has no such method. The
 *     hub's reactions to connections are named {@code connected} and {@code disconnected}
 * @param invocationId the id that the client gave, if any
 * @param headers the headers of the client's message; some clients send {@code traceparent} in them
 */
public record ObservedCall(
        ObservedConnection connection,
        long number,
        CallKind kind,
        String target,
        Optional<String> method,
        Optional<String> invocationId,
        Map<String, String> headers) {
    /** Two different calls are never equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }
}
