package io.hubplane.backplane;

/** The steps of a hand-over, in their order. */
public enum HandoverStep {
    /** Whether the connection could be handed over. Nothing changes. */
    ASK,
    /** Closes the connection's transport, so that nothing more is received, and names its groups. */
    BEGIN,
    /** Hands the connection over if the client's calls are over. */
    COMMIT,
    /** Hands the connection over; calls that are not over are answered with an error. */
    FORCE,
    /** The connection was taken. There is no answer. */
    TAKEN,
    /**
     * Takes a connection back from a node that has not said that it was taken: the node that sends this has ended it.
     * There is no answer.
     */
    VOID
}
