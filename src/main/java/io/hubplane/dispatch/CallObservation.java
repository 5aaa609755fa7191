package io.hubplane.dispatch;

import io.hubplane.dispatch.stream.StreamEvents;
import io.hubplane.observe.CallOutcome;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.ObservedCall;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports one call to an observer; does nothing if nobody observes. A call begins, returns and ends once each. Methods
 * may be called on any thread, each one after the call before it.
 */
final class CallObservation {
    /** For a call that nobody observes. */
    static final CallObservation NONE = new CallObservation(HubObserver.NONE, () -> 0, null);

    private final HubObserver observer;
    private final LongSupplier clock;
    private final @Nullable ObservedCall call;
    private final long received;
    private long begun;
    private @Nullable Throwable refusal;
    private CallOutcome refusedAs = CallOutcome.FAILED;

    /** Makes the observation of a call that is received now. */
    CallObservation(HubObserver observer, LongSupplier clock, @Nullable ObservedCall call) {
        this.observer = observer;
        this.clock = clock;
        this.call = call;
        this.received = clock.getAsLong();
    }

    StreamEvents streams() {
        return call == null ? StreamEvents.NONE : new StreamEvents(observer, call);
    }

    void began() {
        if (call != null) {
            begun = clock.getAsLong();
            observer.callBegan(call, begun - received);
        }
    }

    void returned() {
        if (call != null) {
            observer.callReturned(call);
        }
    }

    /** Remembers why the call cannot be carried out; if it ends with this failure, it is reported as refused. */
    void refused(Throwable reason, CallOutcome as) {
        if (call != null) {
            refusal = reason;
            refusedAs = as;
        }
    }

    void completed() {
        ended(CallOutcome.COMPLETED, null);
    }

    void failed(Throwable failure, boolean cancelled) {
        ended(failure == refusal ? refusedAs : cancelled ? CallOutcome.CANCELLED : CallOutcome.FAILED, failure);
    }

    void cancelled() {
        ended(CallOutcome.CANCELLED, null);
    }

    private void ended(CallOutcome outcome, @Nullable Throwable failure) {
        if (call != null) {
            observer.callEnded(call, clock.getAsLong() - begun, outcome, failure);
        }
    }

    /** Reports a call that is refused on receipt and so is over. */
    void refusedAtOnce(CallOutcome outcome) {
        began();
        ended(outcome, null);
        returned();
    }
}
