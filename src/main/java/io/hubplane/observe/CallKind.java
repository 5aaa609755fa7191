package io.hubplane.observe;

/** What is called. */
public enum CallKind {
    /** A hub method; the client awaits a completion. */
    INVOKE,
    /** A hub method; the client awaits nothing. */
    SEND,
    /** A hub method; the client awaits a stream, at whose end the call ends. */
    STREAM,
    /** What the hub does about a new connection: its {@code @Connected} method and the filters. No client has called. */
    CONNECTED,
    /** What the hub does about the end of a connection: its {@code @Disconnected} method and the filters. */
    DISCONNECTED
}
