package io.hubplane.backplane.redis;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.MessageSeal;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.redis.topology.Partition;
import io.hubplane.observe.BackplaneCounts;
import io.hubplane.observe.BackplaneStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The backplane on Redis pub/sub. Delivery is at most once; the receiver notices lost messages, because every message
 * carries its node's id and its number on the channel ({@link io.hubplane.backplane.BackplaneStamp}), and asks that node
 * for them.
 *
 * <p>Three threads: the {@link RedisPublisher} has its own connection; the {@link SubscriptionReader} and the
 * {@link SubscriptionWriter} share the subscribed one. The reader calls the subscribers, so one thread calls them for
 * all scopes.
 */
final class RedisPubSubBackplane implements Backplane {
    private static final long CLOSE_TIMEOUT = TimeUnit.SECONDS.toNanos(3);

    private final String nodeId;
    /** What distinguishes the names of its threads and connections from those of the node's other partitions. */
    private final String label;

    private final ThreadFactory threadFactory;
    private final LongSupplier nanoTime;
    private final RedisChannels channels;
    private final Subscriptions<RedisConnection> subscriptions;
    private final RedisPublisher publisher;
    private final BackplaneCounts counts;
    private final RedisConnector subscribing;
    private final SubscriptionInbox inbox;
    private final SubscriptionReader reader;
    private final SubscriptionWriter writer;
    private final boolean carriesCommands;
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    RedisPubSubBackplane(
            String nodeId,
            RedisOptions options,
            Partition partition,
            BackplaneTrust trust,
            ThreadFactory threadFactory,
            BackplaneCounts counts,
            LongSupplier nanoTime) {
        this.nodeId = nodeId;
        this.label = partition.label();
        this.counts = counts;
        this.carriesCommands = trust.carriesCommands();
        this.threadFactory = threadFactory;
        this.nanoTime = nanoTime;
        channels = new RedisChannels(
                partition.tag() + options.channelPrefix(),
                partition.isSharded() ? PubSubCommands.SHARDED : PubSubCommands.USUAL);
        subscriptions = new Subscriptions<>(channels.control(nodeId), channels.positions());
        RedisConnector publishing = new RedisConnector(options, partition, "hubplane-publish-" + label + nodeId);
        publisher = new RedisPublisher(
                publishing,
                options,
                channels,
                nodeId,
                new MessageSeal(trust),
                subscriptions::isRestored,
                counts,
                nanoTime);
        subscribing = new RedisConnector(options, partition, "hubplane-subscribe-" + label + nodeId);
        inbox = new SubscriptionInbox(
                subscriptions, publisher, nodeId, channels, options.resend(), new MessageSeal(trust), counts, nanoTime);
        reader = new SubscriptionReader(subscriptions, subscribing, publisher, options, inbox, counts, nanoTime);
        writer = new SubscriptionWriter(subscriptions, subscribing, publisher, options, channels.commands(), nanoTime);
    }

    @Override
    public String nodeId() {
        return nodeId;
    }

    @Override
    public synchronized void start() {
        if (closed || !threads.isEmpty()) {
            throw new BackplaneException("The backplane can be started once");
        }
        start(publisher, "hubplane-publisher-" + label + nodeId);
        start(reader, "hubplane-reader-" + label + nodeId);
        start(writer, "hubplane-writer-" + label + nodeId);
    }

    private void start(Runnable loop, String name) {
        Thread thread = threadFactory.newThread(loop);
        if (thread == null) {
            throw new BackplaneException("The thread factory made no thread for " + name);
        }
        thread.setName(name);
        thread.start();
        threads.add(thread);
    }

    @Override
    public boolean carriesCommands() {
        return carriesCommands;
    }

    @Override
    public boolean isBehind() {
        return inbox.isBehind();
    }

    @Override
    public CompletionStage<Void> publish(Scope scope, byte[] message) {
        try {
            return publisher.publish(channels.of(scope), scope.kind(), message);
        } catch (BackplaneException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<Boolean> hasSubscriber(Scope scope) {
        scope.requireOneNode();
        try {
            return publisher.hasSubscriber(channels.of(scope));
        } catch (BackplaneException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<Void> subscribe(Scope scope, BackplaneSubscriber subscriber) {
        try {
            return subscriptions.subscribe(channels.of(scope), scope, subscriber);
        } catch (BackplaneException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<Void> unsubscribe(Scope scope) {
        try {
            return subscriptions.unsubscribe(channels.of(scope));
        } catch (BackplaneException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public BackplaneStatistics statistics() {
        PublishQueue.Waiting waiting = publisher.waiting();
        return counts.statistics(
                subscriptions.isRestored() && !publisher.isAway(),
                subscriptions.all().size(),
                waiting.messages(),
                waiting.bytes());
    }

    /** Ends the connections that lead to where Redis is known not to be any more. */
    void follow() {
        subscribing.follow();
        publisher.follow();
    }

    /** Begins to close; does not block. */
    void end() {
        synchronized (this) {
            closed = true;
        }
        subscribing.close();
        publisher.close();
        subscriptions.close();
    }

    @Override
    public void close() {
        end();
        List<Thread> ending;
        synchronized (this) {
            ending = List.copyOf(threads);
            threads.clear();
        }
        join(ending);
        publisher.failWaiting();
    }

    private void join(List<Thread> threads) {
        long deadline = nanoTime.getAsLong() + CLOSE_TIMEOUT;
        boolean interrupted = false;
        for (Thread thread : threads) {
            long left = deadline - nanoTime.getAsLong();
            if (left > 0 && thread != Thread.currentThread() && !interrupted) {
                try {
                    TimeUnit.NANOSECONDS.timedJoin(thread, left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
