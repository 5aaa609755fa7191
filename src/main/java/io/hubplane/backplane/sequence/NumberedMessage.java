package io.hubplane.backplane.sequence;

import org.jspecify.annotations.Nullable;

/** A message that gets its channel's next number when it is published. Only the publishing thread uses the number. */
abstract class NumberedMessage {
    private final String channel;
    private @Nullable ChannelCounter counter;
    private long position;
    private long numberedAt;

    /**
     * Makes a message without a number.
     *
     * @param channel the channel it is published to
     */
    NumberedMessage(String channel) {
        this.channel = channel;
    }

    /** The channel it is published to. */
    public final String channel() {
        return channel;
    }

    /** Whether it has a number. */
    public final boolean isNumbered() {
        return counter != null;
    }

    /** Its {@link Position}; 0 if it has no number. */
    public final long position() {
        return position;
    }

    /** The counter that gave it its number; null if it has none. */
    @Nullable
    ChannelCounter counter() {
        return counter;
    }

    /** When it was numbered, in nanoseconds. */
    long numberedAt() {
        return numberedAt;
    }

    void numbered(ChannelCounter by, long now) {
        counter = by;
        position = by.position;
        numberedAt = now;
    }
}
