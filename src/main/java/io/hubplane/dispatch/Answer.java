package io.hubplane.dispatch;

import io.hubplane.connection.Caller;
import io.hubplane.protocol.HubMessage;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * The way back to who called: nothing is ever answered to a call without an id (Hub Protocol, <em>Non-blocking
 * invocations</em>).
 *
 * @param caller the connection that called
 * @param invocationId the id it awaits the answer under, or null if it awaits none
 */
record Answer(Caller caller, @Nullable String invocationId) {
    /** Answers with a result of a declared type, null included; throws what encoding it throws. */
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

    /** Answers that the call has ended, with neither result nor error. */
    void end() {
        if (invocationId != null) {
            caller.write(HubMessage.Completion.empty(invocationId));
        }
    }

    /** Whether who called has gone. */
    boolean isUnwanted() {
        return !caller.isOpen();
    }
}
