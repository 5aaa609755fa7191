package io.hubplane.backplane.redis;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.redis.topology.Partition;
import io.hubplane.backplane.redis.topology.Partitions;
import io.hubplane.backplane.redis.topology.RedisTopology;
import io.hubplane.observe.BackplaneCounts;
import io.hubplane.observe.BackplaneStatistics;
import io.hubplane.observe.RepeatedWarning;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A backplane on Redis that may move: one that Sentinel watches, or a Cluster. A scope belongs to a partition, and each
 * partition is a backplane of its own, with connections to the Redis that has it, which follow it when it moves, and with
 * numbers of its own. So what makes one Redis reliable does the same for each of several, and a move is no more than a
 * broken connection. Where there is one Redis at a time, there is one partition.
 *
 * <p>One thread looks from time to time whether something has moved, for connections that nobody breaks.
 */
final class PartitionedBackplane implements Backplane {
    /** As often as a command a second is nothing to Redis. Connections that break do not wait for it. */
    private static final long LOOK_MILLIS = 1000;

    private static final long CLOSE_MILLIS = 3000;

    private final RedisTopology topology;
    private final Partitions partitions;
    private final List<RedisPubSubBackplane> backplanes;
    private final BackplaneCounts counts;
    private final ThreadFactory threads;
    private final RepeatedWarning failures = new RepeatedWarning(
            System.getLogger(PartitionedBackplane.class.getName()), "Where Redis is could not be found out");
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Thread watch;

    PartitionedBackplane(
            String nodeId,
            RedisOptions options,
            RedisTopology topology,
            Partitions partitions,
            BackplaneTrust trust,
            ThreadFactory threads,
            BackplaneCounts counts,
            LongSupplier nanoTime) {
        this.topology = topology;
        this.partitions = partitions;
        this.threads = threads;
        this.counts = counts;
        this.backplanes = IntStream.range(0, partitions.count())
                .mapToObj(i -> new Partition(topology, partitions, i))
                .map(each -> new RedisPubSubBackplane(nodeId, options, each, trust, threads, counts, nanoTime))
                .toList();
    }

    @Override
    public String nodeId() {
        return backplanes.get(0).nodeId();
    }

    @Override
    public void start() {
        backplanes.forEach(Backplane::start);
        Thread thread = threads.newThread(this::watch);
        if (thread == null) {
            throw new BackplaneException("The thread factory made no thread that looks where Redis is");
        }
        thread.setName("hubplane-topology-" + nodeId());
        watch = thread;
        thread.start();
    }

    private void watch() {
        try {
            while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            topology.look();
            backplanes.forEach(RedisPubSubBackplane::follow);
        } catch (RuntimeException e) {
            failures.warn(e);
        }
    }

    private RedisPubSubBackplane of(Scope scope) {
        return backplanes.get(partitions.of(scope.kind().name(), scope.hub(), scope.name()));
    }

    @Override
    public boolean carriesCommands() {
        return backplanes.get(0).carriesCommands();
    }

    @Override
    public boolean keepsOrderBetweenScopes() {
        return false; // each partition has a connection of its own
    }

    @Override
    public CompletionStage<Void> publish(Scope scope, byte[] message) {
        // A copy where others may publish the same bytes at the same time, since each fills in a stamp of its own.
        return of(scope).publish(scope, partitions.count() == 1 ? message : message.clone());
    }

    @Override
    public CompletionStage<Boolean> hasSubscriber(Scope scope) {
        return of(scope).hasSubscriber(scope);
    }

    @Override
    public CompletionStage<Void> subscribe(Scope scope, BackplaneSubscriber subscriber) {
        return of(scope).subscribe(scope, subscriber);
    }

    @Override
    public CompletionStage<Void> unsubscribe(Scope scope) {
        return of(scope).unsubscribe(scope);
    }

    /** Connected if every partition is. */
    @Override
    public BackplaneStatistics statistics() {
        List<BackplaneStatistics> each =
                backplanes.stream().map(Backplane::statistics).toList();
        return counts.statistics(
                each.stream().allMatch(BackplaneStatistics::connected),
                each.stream().mapToInt(BackplaneStatistics::subscriptions).sum(),
                each.stream().mapToInt(BackplaneStatistics::waitingMessages).sum(),
                each.stream().mapToLong(BackplaneStatistics::waitingBytes).sum());
    }

    @Override
    public void close() {
        closed.countDown();
        backplanes.forEach(RedisPubSubBackplane::end);
        topology.close();
        backplanes.forEach(Backplane::close);
        Thread watching = watch;
        if (watching != null && watching != Thread.currentThread()) {
            try {
                watching.join(CLOSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
