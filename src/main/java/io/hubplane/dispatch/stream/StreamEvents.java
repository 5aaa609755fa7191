package io.hubplane.dispatch.stream;

import io.hubplane.observe.HubObserver;
import io.hubplane.observe.ObservedCall;
import org.jspecify.annotations.Nullable;

/**
 * Reports the streams of one call to an observer.
 *
 * @param call the call; null if nobody observes
 */
public record StreamEvents(HubObserver observer, @Nullable ObservedCall call) {
    /** For a call that nobody observes. */
    public static final StreamEvents NONE = new StreamEvents(HubObserver.NONE, null);

    void itemSent() {
        if (call != null) {
            observer.streamItemSent(call);
        }
    }

    void uploadBegan(String streamId) {
        if (call != null) {
            observer.uploadBegan(call, streamId);
        }
    }

    void uploadItemReceived(String streamId, int bytes) {
        if (call != null) {
            observer.uploadItemReceived(call, streamId, bytes);
        }
    }

    void uploadEnded(String streamId) {
        if (call != null) {
            observer.uploadEnded(call, streamId);
        }
    }
}
