package io.hubplane.backplane.redis;

import io.hubplane.backplane.sequence.NumberedMessage;
import java.util.concurrent.CompletableFuture;

/** A message on its way to one channel. Fields that are not final belong to the publishing thread. */
final class Publication extends NumberedMessage {
    /**
     * About the memory that one takes in addition to its bytes and its channel's name: this object, its stage, its
     * place in a queue.
     */
    private static final int OVERHEAD = 128;

    private final byte[] message;
    private final CompletableFuture<Integer> subscribed = new CompletableFuture<>();

    /** Whether it was written to a second connection after the first had broken. */
    boolean writtenAgain;

    Publication(String channel, byte[] message) {
        super(channel);
        this.message = message;
    }

    byte[] message() {
        return message;
    }

    /** About how many bytes of memory it takes. */
    long size() {
        return (long) message.length + channel().length() + OVERHEAD;
    }

    /** Completes with the number of nodes that had subscribed. */
    CompletableFuture<Integer> subscribed() {
        return subscribed;
    }
}
