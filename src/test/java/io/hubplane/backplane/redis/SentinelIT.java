package io.hubplane.backplane.redis;

import static io.hubplane.contract.ReceivedMessages.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.redis.topology.RedisAccessOptions;
import io.hubplane.fake.LogCapture;
import io.hubplane.fixture.RedisServer;
import io.hubplane.fixture.WatchedRedis;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A Redis that Sentinel watches: what every backplane does, and what happens when another Redis becomes the master. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("redis")
class SentinelIT extends MovingRedisContract {
    private WatchedRedis redis;

    @BeforeAll
    void startRedis() {
        redis = new WatchedRedis("of-the-sentinels");
    }

    @BeforeEach
    void awaitWhole() {
        redis.awaitWhole();
    }

    @AfterAll
    void stopRedis() {
        redis.close();
    }

    private static RedisOptions options(URI uri, String sentinelPassword) {
        return options(uri, new RedisAccessOptions(null, null, null, sentinelPassword, 12));
    }

    @Override
    RedisOptions options() {
        return options(redis.uri(), "of-the-sentinels");
    }

    @Test
    void masterThatIsKilledIsReplacedAndNothingIsLost() throws Exception {
        RedisServer master = redis.master();
        try (AuditedTraffic traffic = traffic(4)) {
            master.kill();
            redis.awaitMaster(redis.other(master));
            traffic.awaitMore();

            master.restart();
            redis.awaitReplica();
            traffic.awaitMore();

            assertWhole(traffic);
        } finally {
            ensureRuns(master);
        }
    }

    private void ensureRuns(RedisServer server) {
        if (!server.isRunning()) {
            server.restart();
        }
    }

    @Test
    void masterThatBecomesAReplicaIsLeftAndNothingIsLost() throws Exception {
        RedisServer master = redis.master();
        try (AuditedTraffic traffic = traffic(4)) {
            redis.failOver();
            redis.awaitMaster(redis.other(master));
            redis.awaitReplica();
            traffic.awaitMore();

            assertWhole(traffic);
        }
    }

    /** Its connections stay open, so nobody but the sentinels says that it is not the master any more. */
    @Test
    void masterThatHangsIsLeftAndNothingIsLost() throws Exception {
        RedisServer master = redis.master();
        try (AuditedTraffic traffic = traffic(4)) {
            master.suspend();
            try {
                redis.awaitMaster(redis.other(master));
                traffic.awaitMore();
            } finally {
                master.resume();
            }
            redis.awaitReplica();
            traffic.awaitMore();

            assertWhole(traffic);
        }
    }

    @Test
    void nodesFindTheMasterWhileOneSentinelLives() throws Exception {
        RedisServer first = redis.sentinels().get(0);
        RedisServer second = redis.sentinels().get(1);
        first.kill();
        second.kill();
        try (Backplane node = newNode()) {
            node.start();
            await(node.publish(ALL, message("x")));
            assertThat(node.statistics().published()).isEqualTo(1);
        } finally {
            first.restart();
            second.restart();
        }
    }

    @Test
    void nameThatTheSentinelsDoNotKnowIsNamedInTheLog() throws Exception {
        URI uri = URI.create(redis.uri().toString().replace("master=farm", "master=barn"));
        try (LogCapture log = new LogCapture(SentinelIT.class)) {
            Backplane node = nodes.start(options(uri, "of-the-sentinels"), SIGNED, observer);
            await(node.subscribe(ALL, (scope, message) -> {}));
            observer.expect("interrupted");

            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line).contains("None of the sentinels says where \"barn\" is"));
        }
    }

    @Test
    void wrongPasswordForTheSentinelsIsNamedInTheLogAndNotShown() throws Exception {
        try (LogCapture log = new LogCapture(SentinelIT.class)) {
            Backplane node = nodes.start(options(redis.uri(), "wrongpass"), SIGNED, observer);
            await(node.subscribe(ALL, (scope, message) -> {}));
            observer.expect("interrupted");

            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line).contains("WRONGPASS", "sentinel"))
                    .noneSatisfy(line -> assertThat(line).contains("wrongpass"));
        }
    }
}
