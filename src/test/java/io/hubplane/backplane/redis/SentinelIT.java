package io.hubplane.backplane.redis;

import static io.hubplane.contract.ReceivedMessages.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneSecret;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.UnsignedMessages;
import io.hubplane.backplane.redis.AuditedTraffic.Findings;
import io.hubplane.backplane.redis.topology.RedisAccessOptions;
import io.hubplane.contract.CommandCarrierContract;
import io.hubplane.fake.LogCapture;
import io.hubplane.fixture.RedisServer;
import io.hubplane.fixture.WatchedRedis;
import io.hubplane.observe.HubObserver;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A Redis that Sentinel watches: what every backplane does, and what happens when another Redis becomes the master. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("redis")
class SentinelIT extends CommandCarrierContract {
    private static final BackplaneTrust SIGNED = new BackplaneTrust(BackplaneSecret.random(), UnsignedMessages.REFUSE);

    /**
     * Until the sentinels notice, and agree, and Redis does what they say: usually four seconds, and some more if they
     * must vote again, on a machine with other work.
     */
    private static final Duration FAIL_OVER = Duration.ofSeconds(30);

    private final RecordingObserver observer = new RecordingObserver();
    private final RedisNodes nodes = new RedisNodes();
    private WatchedRedis redis;

    @BeforeAll
    void startRedis() {
        redis = new WatchedRedis("of-the-sentinels");
    }

    @BeforeEach
    void awaitWhole() {
        redis.awaitWhole();
    }

    @AfterEach
    void closeAudited() {
        nodes.close();
    }

    @AfterAll
    void stopRedis() {
        redis.close();
    }

    private RedisOptions options(URI uri, String sentinelPassword) {
        RedisOptions usual = RedisOptions.of(URI.create("redis://localhost"), "test:");
        return new RedisOptions(
                uri,
                usual.channelPrefix(),
                usual.connectTimeout(),
                usual.commandTimeout(),
                usual.pingInterval(),
                AuditedTraffic.patient(FAIL_OVER),
                usual.resend(),
                new RedisAccessOptions(null, null, null, sentinelPassword, 12));
    }

    private RedisOptions options() {
        return options(redis.uri(), "of-the-sentinels");
    }

    @Override
    protected Backplane newNode() {
        return RedisBackplanes.pubSub(options(), SIGNED, Thread::new, HubObserver.NONE, System::nanoTime);
    }

    private AuditedTraffic traffic() throws Exception {
        return AuditedTraffic.between(
                nodes.start(options(), SIGNED, HubObserver.NONE), nodes.start(options(), SIGNED, observer), 4);
    }

    private void assertWhole(AuditedTraffic traffic) throws Exception {
        Findings found = traffic.end();
        System.getLogger("io.hubplane.test").log(System.Logger.Level.INFO, "{0}", found);
        assertThat(found.disordered()).as("out of order or twice: %s", found).isZero();
        assertThat(found.missing()).as("lost: %s", found).isZero();
        assertThat(found.longestSilence()).isLessThan(FAIL_OVER);
        observer.expectNoGaps();
    }

    @Test
    void masterThatIsKilledIsReplacedAndNothingIsLost() throws Exception {
        RedisServer master = redis.master();
        try (AuditedTraffic traffic = traffic()) {
            master.kill();
            redis.awaitMaster(redis.other(master));
            traffic.awaitMore();

            master.restart();
            redis.awaitReplica(master);
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
        try (AuditedTraffic traffic = traffic()) {
            redis.failOver();
            redis.awaitMaster(redis.other(master));
            redis.awaitReplica(master);
            traffic.awaitMore();

            assertWhole(traffic);
        }
    }

    /** Its connections stay open, so nobody but the sentinels says that it is not the master any more. */
    @Test
    void masterThatHangsIsLeftAndNothingIsLost() throws Exception {
        RedisServer master = redis.master();
        try (AuditedTraffic traffic = traffic()) {
            master.suspend();
            try {
                redis.awaitMaster(redis.other(master));
                traffic.awaitMore();
            } finally {
                master.resume();
            }
            redis.awaitReplica(master);
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
