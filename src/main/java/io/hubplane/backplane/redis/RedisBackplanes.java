package io.hubplane.backplane.redis;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.NodeId;
import io.hubplane.backplane.redis.topology.Partition;
import io.hubplane.backplane.redis.topology.Partitions;
import io.hubplane.backplane.redis.topology.RedisAccess;
import io.hubplane.backplane.redis.topology.RedisForm;
import io.hubplane.backplane.redis.topology.RedisTopology;
import io.hubplane.observe.BackplaneCounts;
import io.hubplane.observe.GuardedHubObserver;
import io.hubplane.observe.HubObserver;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/** Makes the backplanes that go through Redis. */
public final class RedisBackplanes {
    private RedisBackplanes() {}

    /**
     * A backplane on Redis pub/sub ({@code PUBLISH}, {@code SUBSCRIBE}): messages arrive at most once, losses are
     * noticed, and fetched again or reported. It has two connections and three threads while it is started, for each
     * partition if Redis is a Cluster, and a thread more if Redis may move.
     *
     * @param options where Redis is
     * @param trust how messages are signed, and which of them are believed
     * @param threads makes the threads
     * @param observer told what happens; its exceptions have no effect
     * @param nanoTime the time in nanoseconds, from any origin
     * @return the backplane, not yet started
     */
    public static Backplane pubSub(
            RedisOptions options,
            BackplaneTrust trust,
            ThreadFactory threads,
            HubObserver observer,
            LongSupplier nanoTime) {
        String nodeId = NodeId.random();
        BackplaneCounts counts = new BackplaneCounts(GuardedHubObserver.of(observer));
        Partitions partitions =
                options.isCluster() ? Partitions.of(options.access().partitions()) : Partitions.UNDIVIDED;
        RedisAccess access = options.toAccess();
        RedisTopology topology = access.topology(partitions);
        return access.address().form() == RedisForm.STANDALONE
                ? new RedisPubSubBackplane(
                        nodeId, options, new Partition(topology, partitions, 0), trust, threads, counts, nanoTime)
                : new PartitionedBackplane(nodeId, options, topology, partitions, trust, threads, counts, nanoTime);
    }
}
