package io.hubplane.transport;

/** How a transport is closed; the codes are those of WebSockets (RFC 6455, section 7.4.1). */
public enum CloseStatus {
    /** In the regular way. */
    NORMAL(1000),
    /** The node shuts down. */
    GOING_AWAY(1001),
    /** The peer broke a rule. */
    POLICY_VIOLATION(1008),
    /** Something failed on this side. */
    INTERNAL_ERROR(1011),
    /** The peer is to come back; it would take {@link #NORMAL} for the end. */
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
