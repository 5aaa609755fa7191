package io.hubplane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneSecret;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.UnsignedMessages;
import io.hubplane.backplane.redis.RedisBackplanes;
import io.hubplane.backplane.redis.RedisOptions;
import io.hubplane.connection.Heartbeat;
import io.hubplane.fixture.RedisServer;
import io.hubplane.hub.cluster.ClusterNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three nodes on a real Redis that hear each other, by the real clock. */
@Timeout(90)
@Tag("redis")
class MembershipOverRedisIT {
    private static final BackplaneTrust TRUST =
            new BackplaneTrust(BackplaneSecret.of("the-secret-of-this-farm-0123456789"), UnsignedMessages.REFUSE);

    private final RedisServer redis = RedisServer.start();
    private final List<Member> members = new ArrayList<>();
    private Member ann;
    private Member bob;
    private Member cay;

    private final class Member extends NodeEventLog implements AutoCloseable {
        final Backplane backplane;
        final Membership membership;
        final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

        Member(String name) {
            backplane = RedisBackplanes.pubSub(
                    RedisOptions.of(redis.uri(), "test:"), TRUST, Thread::new, this, System::nanoTime);
            Heartbeat heartbeat = new Heartbeat(System::nanoTime);
            membership = new Membership(backplane, name, "1", Instant.now(), heartbeat, this);
            backplane.start();
            membership.start();
            ScheduledFuture<?> unused = timer.scheduleAtFixedRate(heartbeat::tick, 1, 1, TimeUnit.SECONDS);
            members.add(this);
        }

        @Override
        public void backplaneGap(String channel, long missing) {
            events.add(missing + " lost on " + channel);
        }

        String next() throws InterruptedException {
            return events.poll(20, TimeUnit.SECONDS);
        }

        List<ClusterNode.State> states() {
            return membership.nodes().stream().map(ClusterNode::state).toList();
        }

        /** Ends without a word. */
        void die() {
            timer.shutdownNow();
            backplane.close();
        }

        @Override
        public void close() {
            membership.close();
            die();
        }
    }

    @BeforeEach
    void start() throws Exception {
        ann = new Member("ann");
        bob = new Member("bob");
        cay = new Member("cay");
        assertThat(List.of(ann.next(), ann.next())).containsExactlyInAnyOrder("bob joined", "cay joined");
        assertThat(List.of(bob.next(), bob.next())).containsExactlyInAnyOrder("ann joined", "cay joined");
        assertThat(List.of(cay.next(), cay.next())).containsExactlyInAnyOrder("ann joined", "bob joined");
    }

    @AfterEach
    void stop() {
        members.forEach(Member::close);
        redis.close();
    }

    @Test
    void nodeThatDiesIsLostWithinFiveSeconds() throws Exception {
        long began = System.nanoTime();
        cay.die();
        assertThat(ann.next()).isEqualTo("cay lost");
        assertThat(bob.next()).isEqualTo("cay lost");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(6));
    }

    @Test
    void nodeThatLeavesIsGoneAtOnce() throws Exception {
        long began = System.nanoTime();
        cay.membership.close();
        assertThat(ann.next()).isEqualTo("cay left");
        assertThat(bob.next()).isEqualTo("cay left");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }

    private void awaitStates(ClusterNode.State others) throws InterruptedException {
        for (Member member : List.of(ann, bob, cay)) {
            while (member.states().stream().filter(others::equals).count() < 2) {
                TimeUnit.MILLISECONDS.sleep(50); // the test's time-out ends it
            }
        }
    }

    /** Longer than any verdict takes: nothing shows that nothing happens. */
    private void assertThatNobodyIsJudged() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(NodeRegistry.SILENCE + NodeRegistry.GRACE);
        for (Member member : List.of(ann, bob, cay)) {
            assertThat(member.events).as("nobody is lost, nor any message").isEmpty();
            assertThat(member.states()).containsOnly(ClusterNode.State.ALIVE).hasSize(3);
        }
    }

    @Test
    void nobodyIsJudgedByARestartOfRedis() throws Exception {
        assertThatNobodyIsJudgedBetween(redis::kill, redis::restart);
    }

    @Test
    void nobodyIsJudgedWhileRedisStandsStill() throws Exception {
        assertThatNobodyIsJudgedBetween(redis::suspend, redis::resume);
    }

    private void assertThatNobodyIsJudgedBetween(Runnable away, Runnable back) throws InterruptedException {
        away.run();
        awaitStates(ClusterNode.State.UNKNOWN);
        TimeUnit.NANOSECONDS.sleep(NodeRegistry.SILENCE);
        back.run();
        awaitStates(ClusterNode.State.ALIVE);
        assertThatNobodyIsJudged();
    }
}
