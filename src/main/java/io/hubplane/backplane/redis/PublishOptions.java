package io.hubplane.backplane.redis;

import java.time.Duration;

/**
 * What may wait to be published through Redis.
 *
 * @param queueMessages how many messages may wait, 1 to 2^31-1; default 65,536
 * @param queueBytes how many bytes they may have, including about 128 for each message, 1,024 to 2^31-1; default 32 MiB,
 *     which is 65,536 messages of 512 bytes, and Redis's limit for a subscriber's output buffer: a single message that
 *     is larger is refused here, since for it Redis would cut off every subscribed node
 * @param outageBytes how many bytes may wait while Redis is away, 0 to 2^31-1; default 8 MiB, ten seconds of 2,000
 *     messages of 300 bytes a second. With 0 nothing waits: messages fail at once
 * @param outageTime how long they may wait, 0 to 24 h; default 10 s, after which a chat message is of little use
 * @param again whether messages that Redis has not answered when a connection breaks are published again on the next one;
 *     other Hubplane nodes drop those they have already received, ASP.NET Core nodes do not
 */
public record PublishOptions(int queueMessages, int queueBytes, int outageBytes, Duration outageTime, boolean again) {
    /** The smallest limit of the publish queue, in bytes. */
    public static final int LEAST_QUEUE_BYTES = 1024;

    private static final Duration LONGEST = Duration.ofHours(24);

    /** The options where nothing is configured. */
    public static final PublishOptions DEFAULTS =
            new PublishOptions(65_536, 32 << 20, 8 << 20, Duration.ofSeconds(10), true);

    public PublishOptions {
        requireAtLeast("queueMessages", queueMessages, 1);
        requireAtLeast("queueBytes", queueBytes, LEAST_QUEUE_BYTES);
        requireAtLeast("outageBytes", outageBytes, 0);
        if (outageTime.isNegative() || outageTime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("outageTime is " + outageTime + ", must be 0 to 24 h");
        }
    }

    private static void requireAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", must be at least " + least);
        }
    }
}
