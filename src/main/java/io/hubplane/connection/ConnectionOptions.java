package io.hubplane.connection;

import java.time.Duration;
import java.util.Objects;

/**
 * How connections behave. Names and defaults are those of ASP.NET Core SignalR where it has the option.
 *
 * @param handshakeTimeout how long a client may take for the handshake; default 15 s
 * @param keepAliveInterval how long nothing may be sent before a ping is; default 15 s
 * @param clientTimeoutInterval how long a client that pings may be silent; default 30 s
 * @param silentClientTimeout how long a client that has never pinged may be silent; default 6 h: long, since ASP.NET Core
 *     lets such a client be silent for ever, and some only listen
 * @param receiveTimeout how long a message may take from its first byte to its last; default 60 s, as for the body of a POST
 * @param disconnectTimeout how long a negotiated connection waits for its carrier, and one with stateful reconnect for
 *     the next; default 15 s
 * @param transportSendTimeout how long a send may be under way; default 10 s
 * @param closeTimeout how long a client may take to take its last messages and close; default 5 s
 * @param maximumReceiveMessageSize the longest message a client may send, in bytes, 1 to 2^31-1; default 32,768
 * @param outboundQueueBytes how much may wait for a slow client, in bytes, 1,024 to 2^31-1; default 1 MiB
 * @param outboundQueueMessages how many messages may wait for a slow client, 1 to 2^31-1; default 10,000
 * @param maximumFrameSize how much is gathered into one frame, in bytes, 1,024 to 2^31-1; default 64 KiB. A longer
 *     single message is sent all the same
 * @param transportMaxBufferSize how many bytes may wait for a client before streams to it pause, 1 to 2^31-1; they go on
 *     below half of it; default 65,536
 * @param statefulReconnectBufferSize how many bytes the client has not acknowledged are kept for a stateful reconnect, 1
 *     to 2^31-1; more wait; default 100,000
 * @param outboundBurstFactor how many times the outbound queue's bounds may wait for a client that takes its messages, 1
 *     to 1,024; default 8: a burst of some megabytes at once is no reason to part with a client that takes it
 * @param slowClientTimeout how long a client may take nothing, or its outbound queue stay full, before it counts as
 *     slow; default 3 s: more than a pause of a radio link or a garbage collection, less than {@code transportSendTimeout}
 * @param maximumGroupsPerConnection how many groups a connection may be in, 1 to 2^31-1; default 1,000
 * @param overflowPolicy what happens when the outbound queue of a slow client is full; default {@link OverflowPolicy#CLOSE}
 * @param closeOnAuthenticationExpiration whether a connection ends when who its client is ceases to hold, as with a
 *     token that expires; default false
 * @param enableDetailedErrors whether clients are told the texts of all exceptions; default false
 */
public record ConnectionOptions(
        Duration handshakeTimeout,
        Duration keepAliveInterval,
        Duration clientTimeoutInterval,
        Duration silentClientTimeout,
        Duration receiveTimeout,
        Duration disconnectTimeout,
        Duration transportSendTimeout,
        Duration closeTimeout,
        int maximumReceiveMessageSize,
        int outboundQueueBytes,
        int outboundQueueMessages,
        int maximumFrameSize,
        int transportMaxBufferSize,
        int statefulReconnectBufferSize,
        int outboundBurstFactor,
        Duration slowClientTimeout,
        int maximumGroupsPerConnection,
        OverflowPolicy overflowPolicy,
        boolean closeOnAuthenticationExpiration,
        boolean enableDetailedErrors) {

    /** More would bound nothing. */
    public static final int MOST_BURST_FACTOR = 1024;

    /** The options where nothing is configured. */
    public static final ConnectionOptions DEFAULTS = new ConnectionOptions(
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofHours(6),
            Duration.ofSeconds(60),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            32 * 1024,
            1024 * 1024,
            10_000,
            64 * 1024,
            64 * 1024,
            100_000,
            8,
            Duration.ofSeconds(3),
            1_000,
            OverflowPolicy.CLOSE,
            false,
            false);

    public ConnectionOptions {
        requirePositive("handshakeTimeout", handshakeTimeout);
        requirePositive("keepAliveInterval", keepAliveInterval);
        requirePositive("clientTimeoutInterval", clientTimeoutInterval);
        requirePositive("silentClientTimeout", silentClientTimeout);
        requirePositive("receiveTimeout", receiveTimeout);
        requirePositive("disconnectTimeout", disconnectTimeout);
        requirePositive("transportSendTimeout", transportSendTimeout);
        requirePositive("closeTimeout", closeTimeout);
        requireAtLeast("maximumReceiveMessageSize", maximumReceiveMessageSize, 1);
        requireAtLeast("outboundQueueBytes", outboundQueueBytes, 1024);
        requireAtLeast("outboundQueueMessages", outboundQueueMessages, 1);
        requireAtLeast("maximumFrameSize", maximumFrameSize, 1024);
        requireAtLeast("transportMaxBufferSize", transportMaxBufferSize, 1);
        requireAtLeast("statefulReconnectBufferSize", statefulReconnectBufferSize, 1);
        requireAtLeast("outboundBurstFactor", outboundBurstFactor, 1);
        if (outboundBurstFactor > MOST_BURST_FACTOR) {
            throw new IllegalArgumentException(
                    "outboundBurstFactor is " + outboundBurstFactor + ", must be at most " + MOST_BURST_FACTOR);
        }
        requirePositive("slowClientTimeout", slowClientTimeout);
        requireAtLeast("maximumGroupsPerConnection", maximumGroupsPerConnection, 1);
        Objects.requireNonNull(overflowPolicy);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " is " + value + ", must be longer than 0");
        }
    }

    private static void requireAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", must be at least " + least);
        }
    }
}
