package io.hubplane.backplane.redis;

import java.util.concurrent.CompletableFuture;

/** A message on its way to a channel; each is one of its own. */
final class Publication {
    private final String channel;
    private final byte[] message;
    private final CompletableFuture<Integer> subscribed = new CompletableFuture<>();

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

    /** Completed with the number of nodes that had subscribed. */
    CompletableFuture<Integer> subscribed() {
        return subscribed;
    }
}
