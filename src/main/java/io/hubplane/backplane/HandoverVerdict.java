package io.hubplane.backplane;

/** The answers to a step of a hand-over. */
public enum HandoverVerdict {
    /** It was done. */
    DONE,
    /** Not yet: calls are under way, or the groups have changed, which the details name. */
    AGAIN,
    /** The node does not have the connection, or cannot hand it over. */
    REFUSED,
    /** The connection belongs to another user. */
    OTHER_USER
}
