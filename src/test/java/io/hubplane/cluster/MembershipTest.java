package io.hubplane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.LocalBackplane;
import io.hubplane.connection.Heartbeat;
import io.hubplane.fake.FakeTicker;
import io.hubplane.hub.cluster.ClusterNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nodes in one virtual machine that hear each other. */
class MembershipTest {
    private final LocalBackplane.Exchange exchange = new LocalBackplane.Exchange();
    private final FakeTicker ticker = new FakeTicker();
    private final Member ann = new Member(new LocalBackplane(exchange), "ann");
    private final Member bob = new Member(new LocalBackplane(exchange), "bob");

    private final class Member extends NodeEventLog {
        final Heartbeat heartbeat = new Heartbeat(ticker);
        final Membership membership;

        Member(Backplane backplane, String name) {
            this.membership = new Membership(backplane, name, "1.0", Instant.EPOCH, heartbeat, this);
        }

        List<String> names() {
            return membership.nodes().stream().map(ClusterNode::name).toList();
        }
    }

    private void second(Member... living) {
        ticker.advance(Duration.ofSeconds(1));
        Stream.of(living).forEach(member -> member.heartbeat.tick());
    }

    private void startBoth() {
        ann.membership.start();
        bob.membership.start();
        second(ann, bob);
    }

    @Test
    void nodesKnowEachOtherWithinASecond() {
        startBoth();
        assertThat(ann.names()).containsExactly("ann", "bob");
        assertThat(bob.names()).containsExactly("ann", "bob");
        assertThat(ann.membership.nodes()).extracting(ClusterNode::state).containsOnly(ClusterNode.State.ALIVE);
        assertThat(ann.events).containsExactly("bob joined");
    }

    @Test
    void nodeThatIsClosedIsGoneAtOnce() {
        startBoth();
        bob.membership.close();
        assertThat(ann.names()).containsExactly("ann");
        second(ann, bob);
        assertThat(ann.names()).as("and does not come back").containsExactly("ann");
        assertThat(ann.events).containsExactly("bob joined", "bob left");
    }

    @Test
    void deadNodeIsNoticedWithinFiveSeconds() {
        startBoth();
        for (int i = 0; i < 5; i++) {
            second(ann);
        }
        assertThat(ann.events).containsExactly("bob joined", "bob lost");
        assertThat(ann.names()).containsExactly("ann");
    }

    @Test
    void nodeThatWasLostJoinsAgainWhenItIsHeard() {
        startBoth();
        for (int i = 0; i < 5; i++) {
            second(ann);
        }
        second(ann, bob);
        assertThat(ann.events).containsExactly("bob joined", "bob lost", "bob joined");
        assertThat(bob.events).as("the one that was asleep has judged nobody").containsExactly("ann joined");
    }

    @Test
    void failingListenerMissesOnlyThatChange() {
        List<NodeChange.Kind> heard = new ArrayList<>();
        ann.membership.listen(change -> {
            heard.add(change.kind());
            throw new IllegalStateException("intended");
        });
        startBoth();
        bob.membership.close();
        assertThat(heard).containsExactly(NodeChange.Kind.JOINED, NodeChange.Kind.LEFT);
    }

    @Test
    void nodeThatRunsAloneListsItself() {
        Member alone = new Member(new LocalBackplane(), "alone");
        alone.membership.start();
        second(alone);
        assertThat(alone.names()).containsExactly("alone");
        alone.membership.close();
    }
}
