package io.hubplane.observe;

/** Why a connection, or a handshake, has ended. What the failure was, if there was one, comes beside it. */
public enum CloseReason {
    /** The client has closed it, or has gone in the regular way. */
    CLIENT,
    /** The application has aborted it. */
    ABORTED,
    /** The node goes away. */
    SHUTDOWN,
    /**
     * The client was silent for too long, took too long over its handshake or a message, did not take what was sent, or did not
     * come back in time.
     */
    TIMEOUT,
    /** More waited for the client than may. */
    SLOW_CLIENT,
    /** The identity that the client came with has expired. */
    EXPIRED,
    /** The client broke the protocol, or asked in its handshake for one that is not spoken. */
    PROTOCOL_ERROR,
    /** The transport broke. */
    TRANSPORT_ERROR,
    /** Something failed on this node: the hub has refused the connection, or the client sends faster than it is served. */
    FAILED
}
