package io.hubplane.connection;

import java.util.stream.LongStream;

/**
 * {@link TimeoutOptions} for the heartbeat: how long things may take on a connection, in nanoseconds.
 *
 * @param shortest the shortest of the others: nothing that begins after a check can be due before this time has passed
 */
record Deadlines(
        long handshake,
        long keepAlive,
        long clientTimeout,
        long silentClient,
        long receive,
        long disconnect,
        long send,
        long close,
        long shortest) {

    static Deadlines of(TimeoutOptions options) {
        long handshake = options.handshakeTimeout().toNanos();
        long keepAlive = options.keepAliveInterval().toNanos();
        long clientTimeout = options.clientTimeoutInterval().toNanos();
        long silentClient = options.silentClientTimeout().toNanos();
        long receive = options.receiveTimeout().toNanos();
        long disconnect = options.disconnectTimeout().toNanos();
        long send = options.transportSendTimeout().toNanos();
        long close = options.closeTimeout().toNanos();
        long shortest = LongStream.of(
                        handshake, keepAlive, clientTimeout, silentClient, receive, disconnect, send, close)
                .min()
                .orElseThrow();
        return new Deadlines(
                handshake, keepAlive, clientTimeout, silentClient, receive, disconnect, send, close, shortest);
    }

    /** How long nothing can be due if the next deadline is that far away; 0 if it has passed. */
    long until(long next) {
        return Math.max(0, Math.min(next, shortest));
    }
}
