package io.hubplane.backplane.redis;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A message on its way to a channel; each is one of its own. What is not final belongs to the publishing thread. */
final class Publication {
    /** About what one costs besides its bytes and its channel's name: this, its stage, its place in a queue. */
    private static final int OVERHEAD = 128;

    private final String channel;
    private final byte[] message;
    private final CompletableFuture<Integer> subscribed = new CompletableFuture<>();

    /** What gave it its number; null before it was written the first time, and for what has none. */
    @Nullable
    ChannelCounter counter;

    long position;
    /** When it was numbered, in nanoseconds. */
    long numberedAt;
    /** Whether it was written to a second connection after the first had broken. */
    boolean writtenAgain;

    Publication(String channel, byte[] message) {
        this.channel = channel;
        this.message = message;
    }

    String channel() {
        return channel;
    }

    byte[] message() {
        return message;
    }

    /** About how many bytes of memory it takes. */
    long size() {
        return (long) message.length + channel.length() + OVERHEAD;
    }

    /** Completed with the number of nodes that had subscribed. */
    CompletableFuture<Integer> subscribed() {
        return subscribed;
    }
}
