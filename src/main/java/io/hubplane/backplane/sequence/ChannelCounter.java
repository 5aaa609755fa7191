package io.hubplane.backplane.sequence;

/** What a node has published to one channel. Guarded by {@link PublishSequences}, except {@link #heard}. */
final class ChannelCounter {
    final String channel;
    /** When the counter's run began, in nanoseconds. */
    long began;
    /** When the counter was last used, in nanoseconds. */
    long lastUsed;
    /** The {@link Position} of the last message. */
    long position;
    /** How many messages other nodes missed, or may have missed, and were not told about. */
    long lost;
    /** When the first of those was lost. */
    long lostSince;
    /** Whether a node had subscribed, by the carrier's last report. Used by the publishing thread. */
    boolean heard;

    ChannelCounter(String channel) {
        this.channel = channel;
    }
}
