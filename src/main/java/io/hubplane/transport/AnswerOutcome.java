package io.hubplane.transport;

/** The outcome of an answer that carried messages to a client, as far as the node that wrote it can know. */
public enum AnswerOutcome {
    /** The server has taken the whole answer for the client. */
    WRITTEN,
    /** The server got no byte of it: the client or its node on the way had gone. It may be given again. */
    NOT_BEGUN,
    /** It broke off, or the outcome is unknown: the client may have all of it, a part, or nothing. */
    UNKNOWN
}
