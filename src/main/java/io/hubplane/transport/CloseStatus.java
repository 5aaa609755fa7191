package io.hubplane.transport;

/** Why a transport is closed; the codes are those of WebSockets (RFC 6455, section 7.4.1). */
public enum CloseStatus {
    /** The normal end. */
    NORMAL(1000),
    /** The node shuts down. */
    GOING_AWAY(1001),
    /** The peer broke a rule. */
    POLICY_VIOLATION(1008),
    /** Something failed on this side. */
    INTERNAL_ERROR(1011),
    /** The client should come back; it would treat {@link #NORMAL} as the final end. */
    SERVICE_RESTART(1012);

    private final int code;

    CloseStatus(int code) {
        this.code = code;
    }

    /**
     * The WebSocket close code.
     *
     * @return the code
     */
    public int code() {
        return code;
    }
}
