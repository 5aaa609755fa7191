package io.hubplane.observe;

/** How a call has ended. */
public enum CallOutcome {
    /** The method, or a filter in its place, has given a result, or its stream has ended. */
    COMPLETED(false),
    /** The method or a filter has failed, or its result could not be encoded. */
    FAILED(false),
    /** The client has cancelled it or gone, and then it ended otherwise than by a result. */
    CANCELLED(false),
    /** Refused: the hub has no such method. */
    UNKNOWN_METHOD(true),
    /** Refused: the client may not call the method. */
    FORBIDDEN(true),
    /** Refused: arguments, kind of call, number of streams or ids do not fit. */
    INVALID(true),
    /** Refused: the client has reached a limit, which {@link HubObserver#limitReached} names. */
    LIMIT(true);

    private final boolean refusal;

    CallOutcome(boolean refusal) {
        this.refusal = refusal;
    }

    /**
     * Whether the call was refused.
     *
     * @return true if the method was not called
     */
    public boolean isRefusal() {
        return refusal;
    }
}
