package io.hubplane.faults;

import io.hubplane.fixture.RedisCluster;
import io.hubplane.fixture.RedisServer;
import io.hubplane.fixture.WatchedRedis;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Faults of a Redis that Sentinel watches, and of a Redis Cluster. Each begins when Redis is whole, and ends so. */
final class MovingRedisFaults {
    private static final int MOVES = 6;
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private MovingRedisFaults() {}

    /** The faults of a Redis that Sentinel watches. */
    static List<Fault> of(WatchedRedis redis) {
        return List.of(
                Fault.sudden("fail-over commanded", farm -> {
                    RedisServer master = redis.master();
                    redis.failOver();
                    redis.awaitMaster(redis.other(master));
                    redis.awaitReplica(master);
                }),
                Fault.sudden("master killed, and started again when it is replaced", farm -> {
                    RedisServer master = redis.master();
                    master.kill();
                    redis.awaitMaster(redis.other(master));
                    master.restart();
                    redis.awaitReplica(master);
                }),
                Fault.sudden("master stands still until it is replaced (SIGSTOP)", farm -> {
                    RedisServer master = redis.master();
                    master.suspend();
                    redis.awaitMaster(redis.other(master));
                    master.resume();
                    redis.awaitReplica(master);
                }));
    }

    /** The faults of a Redis Cluster. */
    static List<Fault> of(RedisCluster redis) {
        return List.of(
                Fault.sudden("fail-over commanded", farm -> {
                    redis.failOverTo(redis.partner(masterOfAll(redis)));
                    redis.awaitWhole();
                }),
                Fault.sudden("a master killed, and started again when it is replaced", farm -> {
                    RedisServer master = masterOfAll(redis);
                    master.kill();
                    redis.awaitMaster(redis.partner(master));
                    master.restart();
                    redis.awaitWhole();
                }),
                Fault.sudden("a master stands still until it is replaced (SIGSTOP)", farm -> {
                    RedisServer master = masterOfAll(redis);
                    master.suspend();
                    redis.awaitMaster(redis.partner(master));
                    master.resume();
                    redis.awaitWhole();
                }),
                Fault.sudden("the slot of messages to everybody moves " + MOVES + " times", farm -> moveSlot(redis)));
    }

    private static void moveSlot(RedisCluster redis) {
        RedisServer first = masterOfAll(redis);
        List<RedisServer> masters = redis.masters();
        int slot = JedisClusterCRC16.getSlot(channelOfAll(redis, first));
        for (int i = 0; i < MOVES; i++) {
            int from = masters.indexOf(first) + i;
            redis.moveSlot(slot, masters.get(from % masters.size()), masters.get((from + 1) % masters.size()));
            Trial.pass(BETWEEN);
        }
    }

    /** The master with the channel of messages to everybody, which most of the traffic uses. */
    private static RedisServer masterOfAll(RedisCluster redis) {
        return redis.masters().stream()
                .filter(each -> redis.channels(each).stream().anyMatch(MovingRedisFaults::isForAll))
                .findFirst()
                .orElseThrow();
    }

    private static String channelOfAll(RedisCluster redis, RedisServer master) {
        return redis.channels(master).stream()
                .filter(MovingRedisFaults::isForAll)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isForAll(String channel) {
        return channel.endsWith(":all");
    }
}
