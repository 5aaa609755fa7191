package io.hubplane.transport;

/**
 * What was negotiated with a client.
 *
 * @param separateToken whether the token differs from the id (version 1 of the negotiation)
 * @param statefulReconnect whether the client may come back to its connection over a new WebSocket
 */
public record NegotiatedTerms(boolean separateToken, boolean statefulReconnect) {
    /** The terms of a client that skips the negotiation, or uses its version 0. */
    public static final NegotiatedTerms NONE = new NegotiatedTerms(false, false);
}
