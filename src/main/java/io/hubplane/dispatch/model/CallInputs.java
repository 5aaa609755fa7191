package io.hubplane.dispatch.model;

import io.hubplane.hub.CancellationToken;
import java.lang.reflect.Type;
import java.util.concurrent.Flow;

/** What comes with a call besides its arguments. */
public interface CallInputs {
    /**
     * A stream that the client sends.
     *
     * @param index which of them, from 0
     * @param itemType the type its items are bound to
     */
    Flow.Publisher<?> stream(int index, Type itemType);

    /** Whether the client has cancelled the call. */
    CancellationToken cancellation();
}
