package io.hubplane.dispatch.model;

import io.hubplane.hub.CancellationToken;
import java.lang.reflect.Type;
import java.util.concurrent.Flow;

/** The inputs of a call besides its arguments. */
public interface CallInputs {
    /**
     * A stream that the client sends.
     *
     * @param index the number of the stream, from 0
     * @param itemType the type of its items
     */
    Flow.Publisher<?> stream(int index, Type itemType);

    /** Whether the client has cancelled the call. */
    CancellationToken cancellation();
}
