package io.hubplane.bench.scenario;

import io.hubplane.bench.load.Stamp;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.Jedis;

/** Counts what one connection receives, on a separate thread. */
final class RedisSubscriber extends BinaryJedisPubSub implements AutoCloseable {
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
    private final Thread thread;
    private long count;
    private volatile long received;
    private volatile boolean inOrder = true;

    private RedisSubscriber(URI redis, byte[] channel) {
        thread = new Thread(
                () -> {
                    try (Jedis jedis = new Jedis(redis)) {
                        jedis.subscribe(this, channel);
                    } catch (RuntimeException e) {
                        subscribed.completeExceptionally(e);
                    }
                },
                "redis-subscriber");
        thread.setDaemon(true);
    }

    /**
     * Begins to count.
     *
     * @param redis the address of Redis
     * @param channel the channel
     * @return the subscriber, once Redis has confirmed the subscription
     */
    static RedisSubscriber start(URI redis, byte[] channel) {
        RedisSubscriber subscriber = new RedisSubscriber(redis, channel);
        subscriber.thread.start();
        subscriber.subscribed.join();
        return subscriber;
    }

    @Override
    public void onSubscribe(byte[] channel, int channels) {
        subscribed.complete(null);
    }

    @Override
    public void onMessage(byte[] channel, byte[] message) {
        if (Stamp.sequence(message) != count) {
            inOrder = false;
        }
        received = ++count;
    }

    /** How many messages have come. */
    long received() {
        return received;
    }

    /** Whether each was the message that was due. */
    boolean isInOrder() {
        return inOrder;
    }

    @Override
    public void close() {
        unsubscribe();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
