package io.hubplane.connection.outbound;

/** What happens when a message does not fit into a connection's outbound queue. */
public enum OverflowPolicy {
    /** The connection is closed with an error; its client may reconnect. */
    CLOSE,
    /** The oldest invocations make room; results and stream items, which the client has asked for, are kept. */
    DROP_OLDEST,
    /** Only the newest invocation of each client method is kept. */
    KEEP_LATEST
}
