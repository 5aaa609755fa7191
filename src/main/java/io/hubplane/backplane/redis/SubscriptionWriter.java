package io.hubplane.backplane.redis;

import io.hubplane.backplane.redis.Subscriptions.Change;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * The only writer of the subscribed connection, because Jedis does not synchronize writers. It writes subscription
 * changes as they come, many channels in a command, and a ping in every interval. It reads nothing and decides nothing:
 * when writing fails it abandons the connection, and the {@link SubscriptionReader} opens the next one.
 */
final class SubscriptionWriter implements Runnable {
    private final Subscriptions<RedisConnection> subscriptions;
    private final RedisConnector connector;
    private final RedisPublisher publisher;
    private final PubSubCommands commands;
    private final LongSupplier nanoTime;
    private final long pingInterval;

    SubscriptionWriter(
            Subscriptions<RedisConnection> subscriptions,
            RedisConnector connector,
            RedisPublisher publisher,
            RedisOptions options,
            PubSubCommands commands,
            LongSupplier nanoTime) {
        this.subscriptions = subscriptions;
        this.connector = connector;
        this.publisher = publisher;
        this.commands = commands;
        this.nanoTime = nanoTime;
        this.pingInterval = options.pingInterval().toNanos();
    }

    @Override
    public void run() {
        long lastPing = nanoTime.getAsLong();
        while (!connector.isClosed()) {
            Change<RedisConnection> change =
                    await(Math.min(publisher.watchInterval(), lastPing + interval() - nanoTime.getAsLong()));
            if (change != null) {
                write(
                        change.connection(),
                        commands.of(change.command()),
                        change.channels().toArray(String[]::new));
            }
            long now = nanoTime.getAsLong();
            publisher.watch(now);
            if (now - lastPing >= interval()) {
                lastPing = now;
                RedisConnection connection = subscriptions.connection();
                if (connection != null) {
                    connection.pinging(now);
                    write(connection, Command.PING);
                }
            }
        }
    }

    private long interval() {
        return subscriptions.isHurried() ? Math.min(Subscriptions.HURRIED, pingInterval) : pingInterval;
    }

    private @Nullable Change<RedisConnection> await(long nanos) {
        try {
            return subscriptions.next(Math.max(nanos, 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            connector.close();
            return null;
        }
    }

    private static void write(RedisConnection connection, Command command, String... arguments) {
        byte[][] encoded = new byte[arguments.length][];
        for (int i = 0; i < arguments.length; i++) {
            encoded[i] = arguments[i].getBytes(StandardCharsets.UTF_8);
        }
        try {
            connection.write(command, encoded);
            connection.flush();
        } catch (RuntimeException e) {
            connection.abandon();
        }
    }
}
