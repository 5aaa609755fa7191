package io.hubplane.observe;

/** How a question to a client ended that asked for a result. */
public enum ClientResultOutcome {
    /** The client gave a result. */
    ANSWERED,
    /** The client answered with an error, or with a result that does not fit. */
    ERROR,
    /** The connection does not exist or has ended, could not be asked, or has too many open questions. */
    UNREACHABLE,
    /** The client did not answer in time. */
    TIMEOUT,
    /** The hub no longer waits for the result. */
    CANCELLED
}
