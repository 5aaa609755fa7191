package io.hubplane.observe;

/** The kind of a message's recipients. */
public enum RecipientKind {
    /** All connections, or all except some. */
    ALL,
    /** Connections by their ids. */
    CONNECTIONS,
    /** The members of groups. */
    GROUPS,
    /** The connections of users. */
    USERS
}
