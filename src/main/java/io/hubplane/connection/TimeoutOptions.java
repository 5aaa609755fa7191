package io.hubplane.connection;

import static io.hubplane.transport.OptionRanges.requirePositive;

import java.time.Duration;

/**
 * How long things may take on a connection. Names and defaults are those of ASP.NET Core SignalR for options that it
 * has, too.
 *
 * @param handshakeTimeout how long a client may take for the handshake; default 15 s
 * @param keepAliveInterval after how long without a send a ping is sent; default 15 s
 * @param clientTimeoutInterval how long a client that pings may be silent; default 30 s
 * @param silentClientTimeout how long a client that has never pinged may be silent; default 6 h. It is long because
 *     ASP.NET Core lets such a client be silent for ever, and some clients only listen
 * @param receiveTimeout how long a message may take from its first byte to its last; default 60 s, as for the body of a
 *     POST
 * @param disconnectTimeout how long a negotiated connection waits for its transport, and one with stateful reconnect
 *     for its next transport; default 15 s
 * @param transportSendTimeout how long a send may be under way; default 10 s
 * @param closeTimeout how long a client may take to read its last messages and to close; default 5 s
 * @param abortTimeout how long a connection's TCP connection may stay open after its close; default 5 s, the same time
 *     that a client has to close
 */
public record TimeoutOptions(
        Duration handshakeTimeout,
        Duration keepAliveInterval,
        Duration clientTimeoutInterval,
        Duration silentClientTimeout,
        Duration receiveTimeout,
        Duration disconnectTimeout,
        Duration transportSendTimeout,
        Duration closeTimeout,
        Duration abortTimeout) {

    /** The default times. */
    public static final TimeoutOptions DEFAULTS = new TimeoutOptions(
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofHours(6),
            Duration.ofSeconds(60),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));

    public TimeoutOptions {
        requirePositive("handshakeTimeout", handshakeTimeout);
        requirePositive("keepAliveInterval", keepAliveInterval);
        requirePositive("clientTimeoutInterval", clientTimeoutInterval);
        requirePositive("silentClientTimeout", silentClientTimeout);
        requirePositive("receiveTimeout", receiveTimeout);
        requirePositive("disconnectTimeout", disconnectTimeout);
        requirePositive("transportSendTimeout", transportSendTimeout);
        requirePositive("closeTimeout", closeTimeout);
        requirePositive("abortTimeout", abortTimeout);
    }
}
