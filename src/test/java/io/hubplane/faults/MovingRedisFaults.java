package io.hubplane.faults;

import io.hubplane.fixture.RedisCluster;
import io.hubplane.fixture.RedisServer;
import io.hubplane.fixture.WatchedRedis;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Faults of a Redis that Sentinel watches, and of a Redis Cluster. Each begins when Redis is whole, and ends so. */
final class MovingRedisFaults {
    private static final String KILLED = "master killed, and started again when it is replaced";
    private static final String STANDS_STILL = "master stands still until it is replaced (SIGSTOP)";
    private static final int MOVES = 6;
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private MovingRedisFaults() {}

    /** The faults of a Redis that Sentinel watches. */
    static List<Fault> of(WatchedRedis redis) {
        return List.of(
                replaced("fail-over commanded", redis, master -> redis.failOver(), master -> {}),
                replaced(KILLED, redis, RedisServer::kill, RedisServer::restart),
                replaced(STANDS_STILL, redis, RedisServer::suspend, RedisServer::resume));
    }

    private static Fault replaced(
            String what, WatchedRedis redis, Consumer<RedisServer> begin, Consumer<RedisServer> end) {
        return Fault.sudden(what, farm -> {
            RedisServer master = redis.master();
            begin.accept(master);
            redis.awaitMaster(redis.other(master));
            end.accept(master);
            redis.awaitReplica();
        });
    }

    /** The faults of a Redis Cluster. */
    static List<Fault> of(RedisCluster redis) {
        return List.of(
                Fault.sudden("fail-over commanded", farm -> {
                    redis.failOverTo(redis.partner(masterOfAll(redis)));
                    redis.awaitWhole();
                }),
                replaced("a " + KILLED, redis, RedisServer::kill, RedisServer::restart),
                replaced("a " + STANDS_STILL, redis, RedisServer::suspend, RedisServer::resume),
                Fault.sudden("the slot of messages to everybody moves " + MOVES + " times", farm -> moveSlot(redis)));
    }

    private static Fault replaced(
            String what, RedisCluster redis, Consumer<RedisServer> begin, Consumer<RedisServer> end) {
        return Fault.sudden(what, farm -> {
            RedisServer master = masterOfAll(redis);
            begin.accept(master);
            redis.awaitMaster(redis.partner(master));
            end.accept(master);
            redis.awaitWhole();
        });
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
