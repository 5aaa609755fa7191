package io.hubplane.connection.outbound;

/** What happens when a message does not fit into a connection's outbound queue. */
public enum OverflowPolicy {
    /** The connection is closed with an error; its client may reconnect. */
    CLOSE,
    /** The oldest invocations make room; what was asked for by the client (results, stream items) is kept. */
    DROP_OLDEST,
    /** Of the invocations only the newest for each client method is kept. */
    KEEP_LATEST
}
