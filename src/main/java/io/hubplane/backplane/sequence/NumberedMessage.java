package io.hubplane.backplane.sequence;

import org.jspecify.annotations.Nullable;

/** A message that gets a number of its channel when it is published. The number belongs to the publishing thread. */
public abstract class NumberedMessage {
    private final String channel;
    private @Nullable ChannelCounter counter;
    private long position;
    private long numberedAt;

    /**
     * Makes a message without a number.
     *
     * @param channel where it is published
     */
    protected NumberedMessage(String channel) {
        this.channel = channel;
    }

    /** Where it is published. */
    public final String channel() {
        return channel;
    }

    /** Whether it has its number. */
    public final boolean isNumbered() {
        return counter != null;
    }

    /** Its {@link Position}; 0 if it has no number. */
    public final long position() {
        return position;
    }

    /** What gave it its number; null if it has none. */
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
