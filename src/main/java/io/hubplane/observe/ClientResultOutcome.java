package io.hubplane.observe;

/** How it has ended that a client was asked for a result. */
public enum ClientResultOutcome {
    /** The client has given a result. */
    ANSWERED,
    /** The client has answered with an error, or something that does not fit. */
    ERROR,
    /** There is no such connection, it has ended, it could not be asked, or it has too many questions to answer. */
    UNREACHABLE,
    /** The client has not answered in time. */
    TIMEOUT,
    /** The hub waits for it no longer. */
    CANCELLED
}
