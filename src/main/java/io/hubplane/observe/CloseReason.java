package io.hubplane.observe;

/** Why a connection or a handshake ended. If something failed, the failure is passed separately. */
public enum CloseReason {
    /** The client closed the connection, or left in the normal way. */
    CLIENT,
    /** The application aborted the connection. */
    ABORTED,
    /** The node shuts down. */
    SHUTDOWN,
    /**
     * The client was silent for too long, was too slow with its handshake or a message, did not take what was sent, or
     * did not come back in time.
     */
    TIMEOUT,
    /** More data waited for the client than is allowed. */
    SLOW_CLIENT,
    /** The client's identity has expired. */
    EXPIRED,
    /** The client broke the protocol, or asked in its handshake for a protocol that is not supported. */
    PROTOCOL_ERROR,
    /** The transport broke. */
    TRANSPORT_ERROR,
    /** Another node goes on with the connection; for the hub and the client it has not ended. */
    MOVED,
    /** This node failed or gave up: the hub refused the connection, or the client sends faster than it is served. */
    FAILED
}
