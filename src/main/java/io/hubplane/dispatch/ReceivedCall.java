package io.hubplane.dispatch;

import io.hubplane.dispatch.model.CallInputs;
import io.hubplane.dispatch.stream.Cancellation;
import io.hubplane.dispatch.stream.UploadStream;
import io.hubplane.protocol.Arguments;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A call a client has made, from its receipt to its end.
 *
 * @param headers the message's headers
 * @param invocationId the id the client awaits an answer under, or null if it awaits none
 * @param target the method's name
 * @param arguments the method's arguments
 * @param wantsStream whether the client awaits a stream
 * @param uploads the streams the client sends, in order
 * @param cancellation whether the call has been cancelled
 * @param context the connection, with who has made the call
 * @param observation hears how it goes
 */
record ReceivedCall(
        Map<String, String> headers,
        @Nullable String invocationId,
        String target,
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

    /** Whether nothing is streamed, in either direction. */
    boolean isOrdinary() {
        return !wantsStream && uploads.isEmpty();
    }
}
