package io.hubplane.dispatch;

import io.hubplane.connection.Caller;
import io.hubplane.protocol.HubMessage;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Answers the caller. A call without an id gets no answer at all (Hub Protocol, <em>Non-blocking invocations</em>).
 *
 * @param caller the connection that called
 * @param invocationId the id for the answer, or null if the client awaits none
 */
record Answer(Caller caller, @Nullable String invocationId) {
    /** Answers with a result of a declared type, which may be null; throws what the encoding throws. */
    void result(@Nullable Object result, Type declared) {
        if (invocationId != null) {
            caller.write(HubMessage.Completion.ofResult(invocationId, result, declared));
        }
    }

    void error(String text) {
        if (invocationId != null) {
            caller.write(HubMessage.Completion.ofError(invocationId, text));
        }
    }

    /** Answers that the call has ended, without a result or an error. */
    void end() {
        if (invocationId != null) {
            caller.write(HubMessage.Completion.empty(invocationId));
        }
    }

    /** Whether the caller has gone. */
    boolean isUnwanted() {
        return !caller.isOpen();
    }
}
