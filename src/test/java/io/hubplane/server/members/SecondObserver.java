package io.hubplane.server.members;

import io.hubplane.observe.CallOutcome;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.ObservedCall;
import io.hubplane.observe.ObservedConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** One of two observers, the one that gets each event first; it fails whenever a call begins. */
@ApplicationScoped
@Priority(10)
public class SecondObserver implements HubObserver {
    @Inject
    private Heard heard;

    @Override
    public void connectionOpened(ObservedConnection connection) {
        heard.add(connection, "second opened");
    }

    @Override
    public void callBegan(ObservedCall call, long waitedNanos) {
        heard.add(call.connection(), "second began " + call.method().orElse("?"));
        throw new IllegalStateException("on purpose");
    }

    @Override
    public void callEnded(ObservedCall call, long nanos, CallOutcome outcome, @Nullable Throwable failure) {
        heard.add(call.connection(), "second ended " + call.method().orElse("?") + " " + outcome);
    }
}
