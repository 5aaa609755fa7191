package io.hubplane.backplane.sequence;

/** What a node has published to one channel. Guarded by {@link PublishSequences}, but for {@link #heard}. */
final class ChannelCounter {
    final String channel;
    /** When its run began, in nanoseconds. */
    long began;
    /** When it was last used. */
    long lastUsed;
    /** That of the last message. */
    long position;
    /** How many messages other nodes miss, or may miss, and have not been told of. */
    long lost;
    /** When the first of those was lost. */
    long lostSince;
    /** Whether a node had subscribed the last time Redis said; the publishing thread's. */
    boolean heard;

    ChannelCounter(String channel) {
        this.channel = channel;
    }
}
