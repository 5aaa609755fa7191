package io.hubplane.dispatch;

import io.hubplane.dispatch.model.CallInputs;
import io.hubplane.dispatch.model.HubMethodDescriptor;
import io.hubplane.dispatch.stream.Cancellation;
import io.hubplane.dispatch.stream.UploadStream;
import io.hubplane.protocol.Arguments;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A call of a client, from its receipt to its end.
 *
 * @param headers the message's headers
 * @param invocationId the id for the answer, or null if the client awaits none
 * @param target the method's name, as the client gave it
 * @param method the method, or null if clients cannot call one of that name; found once, since several ask for it
 * @param arguments the method's arguments
 * @param wantsStream whether the client awaits a stream
 * @param uploads the streams that the client sends, in order
 * @param cancellation whether the call has been cancelled
 * @param context the connection and the sender of the call
 * @param observation reports the call to observers
 */
record ReceivedCall(
        Map<String, String> headers,
        @Nullable String invocationId,
        String target,
        @Nullable HubMethodDescriptor method,
        Arguments arguments,
        boolean wantsStream,
        List<UploadStream> uploads,
        Cancellation cancellation,
        CallerContext context,
        CallObservation observation)
        implements CallInputs {
    @Override
    public Flow.Publisher<?> stream(int index, Type itemType) {
        return uploads.get(index).of(itemType);
    }

    /** Whether the call never waits, so that the thread that reads the connection may run it. */
    boolean isNonBlocking() {
        return method != null && method.isNonBlocking() && isOrdinary();
    }

    /** Whether the call streams in neither direction. */
    boolean isOrdinary() {
        return !wantsStream && uploads.isEmpty();
    }
}
