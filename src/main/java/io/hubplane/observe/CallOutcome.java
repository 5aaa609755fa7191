package io.hubplane.observe;

/** How a call ended. */
public enum CallOutcome {
    /** The method, or a filter in its place, gave a result, or its stream has ended. */
    COMPLETED(false),
    /** The method or a filter failed, or its result could not be encoded. */
    FAILED(false),
    /** The client cancelled the call or disconnected, and no result was given. */
    CANCELLED(false),
    /** Refused: the hub has no such method. */
    UNKNOWN_METHOD(true),
    /** Refused: the client may not call the method. */
    FORBIDDEN(true),
    /** Refused: the arguments, the kind of call, the number of streams or the ids do not fit. */
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
