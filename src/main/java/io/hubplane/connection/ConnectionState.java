package io.hubplane.connection;

/** The state of a connection; it only moves forward. */
enum ConnectionState {
    /** Made by the negotiation; no transport has claimed it. */
    NEGOTIATED,
    /** A transport has claimed it but is not open yet. */
    CLAIMED,
    /** The transport is open; the client has not yet asked for a protocol. */
    HANDSHAKE,
    /** Hub messages pass in both directions. */
    OPEN,
    /** It accepts and delivers nothing more; the last messages are being sent. */
    CLOSING,
    /** The transport is gone. */
    CLOSED
}
