package io.hubplane.backplane.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneSecret;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.UnsignedMessages;
import io.hubplane.backplane.redis.AuditedTraffic.Findings;
import io.hubplane.backplane.redis.topology.RedisAccessOptions;
import io.hubplane.contract.CommandCarrierContract;
import io.hubplane.observe.HubObserver;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** What every backplane does, on a Redis that may move, and audited traffic while it does. */
abstract class MovingRedisContract extends CommandCarrierContract {
    static final BackplaneTrust SIGNED = new BackplaneTrust(BackplaneSecret.random(), UnsignedMessages.REFUSE);

    /**
     * Until it is noticed that a master is gone, and agreed, and done: usually four seconds, and some more if there must
     * be another vote, on a machine with other work.
     */
    private static final Duration FAIL_OVER = Duration.ofSeconds(30);

    final RecordingObserver observer = new RecordingObserver();
    final RedisNodes nodes = new RedisNodes();

    /** The options of a node as it should be. */
    abstract RedisOptions options();

    static RedisOptions options(URI uri, RedisAccessOptions access) {
        RedisOptions usual = RedisOptions.of(URI.create("redis://localhost"), "test:");
        return new RedisOptions(
                uri,
                usual.channelPrefix(),
                usual.connectTimeout(),
                usual.commandTimeout(),
                usual.pingInterval(),
                AuditedTraffic.patient(FAIL_OVER),
                usual.resend(),
                access);
    }

    @AfterEach
    void closeAudited() {
        nodes.close();
    }

    @Override
    protected Backplane newNode() {
        return RedisBackplanes.pubSub(options(), SIGNED, Thread::new, HubObserver.NONE, System::nanoTime);
    }

    /** Begins traffic between two nodes, to this many groups. */
    AuditedTraffic traffic(int groups) throws Exception {
        return AuditedTraffic.between(
                nodes.start(options(), SIGNED, HubObserver.NONE), nodes.start(options(), SIGNED, observer), groups);
    }

    /** Ends the traffic; nothing of it may be lost, doubled or out of order. */
    void assertWhole(AuditedTraffic traffic) throws Exception {
        Findings found = traffic.end();
        System.getLogger("io.hubplane.test").log(System.Logger.Level.INFO, "{0}", found);
        assertThat(found.disordered()).as("out of order or twice: %s", found).isZero();
        assertThat(found.missing()).as("lost: %s", found).isZero();
        assertThat(found.longestSilence()).isLessThan(FAIL_OVER);
        observer.expectNoGaps();
    }
}
