package io.hubplane.connection;

/** Where a connection stands; it only ever moves forward. */
enum ConnectionState {
    /** Made by the negotiation; no transport has asked for it. */
    NEGOTIATED,
    /** A transport has asked for it and is not open yet. */
    CLAIMED,
    /** The transport is open; the client has not said which protocol it speaks. */
    HANDSHAKE,
    /** Hub messages go both ways. */
    OPEN,
    /** It takes and delivers nothing more; the last messages are on their way out. */
    CLOSING,
    /** The transport is gone. */
    CLOSED
}
