package io.hubplane.observe;

/** Whom a message is for. */
public enum RecipientKind {
    /** Every connection, or all but some. */
    ALL,
    /** Connections by their ids. */
    CONNECTIONS,
    /** The members of groups. */
    GROUPS,
    /** The connections of users. */
    USERS
}
