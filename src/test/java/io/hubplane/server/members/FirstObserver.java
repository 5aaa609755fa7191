package io.hubplane.server.members;

import io.hubplane.observe.CallOutcome;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.ObservedCall;
import io.hubplane.observe.ObservedConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** One of two observers; the other one has the lower priority. */
@ApplicationScoped
@Priority(20)
public class FirstObserver implements HubObserver {
    @Inject
    private Heard heard;

    @Override
    public void connectionOpened(ObservedConnection connection) {
        heard.add(connection, "first opened");
    }

    @Override
    public void callBegan(ObservedCall call, long waitedNanos) {
        heard.add(call.connection(), "first began " + call.method().orElse("?"));
    }

    @Override
    public void callEnded(ObservedCall call, long nanos, CallOutcome outcome, @Nullable Throwable failure) {
        heard.add(call.connection(), "first ended " + call.method().orElse("?") + " " + outcome);
    }
}
