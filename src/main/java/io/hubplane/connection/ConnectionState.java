package io.hubplane.connection;

/** Where a connection stands; it only ever moves forward. */
enum ConnectionState {
    /** Made by the negotiation; no carrier has asked for it. */
    NEGOTIATED,
    /** A carrier has asked for it and is not open yet. */
    CLAIMED,
    /** The carrier is open; the client has not said which protocol it speaks. */
    HANDSHAKE,
    /** Hub messages go both ways. */
    OPEN,
    /** It takes and delivers nothing more; the last messages are on their way out. */
    CLOSING,
    /** The carrier is gone. */
    CLOSED
}
