package io.hubplane.transport;

/** What became of an answer that carried messages to a client, as far as the node can know that wrote it. */
public enum AnswerOutcome {
    /** The server has taken the whole of it for the client. */
    WRITTEN,
    /** The server was not given a byte of it: its client was gone, or its node on the way out. It may be given again. */
    NOT_BEGUN,
    /** It broke off, or nobody knows: the client may have all of it, a part, or nothing. */
    UNKNOWN
}
