package io.hubplane.observe;

/** The kind of a call. */
public enum CallKind {
    /** A hub method; the client awaits a completion. */
    INVOKE,
    /** A hub method; the client awaits nothing. */
    SEND,
    /** A hub method; the client awaits a stream, and the call ends with it. */
    STREAM,
    /**
     * The hub's reaction to a new connection: its {@code @Connected} method and the filters. No client has called it.
     */
    CONNECTED,
    /** The hub's reaction to the end of a connection: its {@code @Disconnected} method and the filters. */
    DISCONNECTED
}
