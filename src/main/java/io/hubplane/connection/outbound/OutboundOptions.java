package io.hubplane.connection.outbound;

import static io.hubplane.transport.OptionRanges.requireAtLeast;
import static io.hubplane.transport.OptionRanges.requirePositive;

import java.time.Duration;
import java.util.Objects;

/**
 * How much may wait for a client, and how it is sent.
 *
 * @param queueBytes how many bytes may wait for a slow client, 1,024 to 2^31-1; default 1 MiB
 * @param queueMessages how many messages may wait for a slow client, 1 to 2^31-1; default 10,000
 * @param burstFactor how many times these bounds may wait for a client that takes its messages, 1 to 1,024; default 8:
 *     such a client should not be closed because of a burst of some megabytes
 * @param slowClientTimeout how long a client may take nothing, or its queue may stay full, before it counts as slow;
 *     default 3 s: longer than a pause of a radio link or a garbage collection, shorter than
 *     {@code transportSendTimeout}
 * @param overflowPolicy what happens when the queue of a slow client is full; default {@link OverflowPolicy#CLOSE}
 * @param maximumFrameSize how many bytes are gathered into one frame, 1,024 to 2^31-1; default 64 KiB. A longer single
 *     message is still sent
 * @param transportMaxBufferSize how many bytes may wait for a client before streams to it pause, 1 to 2^31-1; they
 *     continue when less than half of this waits; default 65,536
 */
public record OutboundOptions(
        int queueBytes,
        int queueMessages,
        int burstFactor,
        Duration slowClientTimeout,
        OverflowPolicy overflowPolicy,
        int maximumFrameSize,
        int transportMaxBufferSize) {

    /** A higher factor would not limit anything. */
    public static final int MOST_BURST_FACTOR = 1024;

    /** The default options. */
    public static final OutboundOptions DEFAULTS = new OutboundOptions(
            1024 * 1024, 10_000, 8, Duration.ofSeconds(3), OverflowPolicy.CLOSE, 64 * 1024, 64 * 1024);

    public OutboundOptions {
        requireAtLeast("outboundQueueBytes", queueBytes, 1024);
        requireAtLeast("outboundQueueMessages", queueMessages, 1);
        requireAtLeast("outboundBurstFactor", burstFactor, 1);
        if (burstFactor > MOST_BURST_FACTOR) {
            throw new IllegalArgumentException(
                    "outboundBurstFactor is " + burstFactor + ", must be at most " + MOST_BURST_FACTOR);
        }
        requirePositive("slowClientTimeout", slowClientTimeout);
        Objects.requireNonNull(overflowPolicy);
        requireAtLeast("maximumFrameSize", maximumFrameSize, 1024);
        requireAtLeast("transportMaxBufferSize", transportMaxBufferSize, 1);
    }
}
