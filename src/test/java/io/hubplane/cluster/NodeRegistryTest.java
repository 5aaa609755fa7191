package io.hubplane.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.ClusterEnvelope;
import io.hubplane.cluster.NodeChange.Kind;
import io.hubplane.cluster.NodeRegistry.Meaning;
import io.hubplane.fake.FakeTicker;
import io.hubplane.hub.cluster.ClusterNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who lives, by what a node hears. */
class NodeRegistryTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String HERE = "here-8901234";
    private static final String THERE = "there-901234";
    private static final String THIRD = "third-901234";

    private final FakeTicker ticker = new FakeTicker();
    private final NodeRegistry registry =
            new NodeRegistry(HERE, "node-1", "1.0", Instant.ofEpochMilli(5), ticker.getAsLong());
    private final List<String> changes = new ArrayList<>();
    private long nonce;
    private long count;

    private Meaning hear(String node, long number) {
        return hear(new SignOfLife(node, number, ++nonce, false, "node-2", "1.1", 7, 0));
    }

    private Meaning hear(SignOfLife sign) {
        Meaning meaning = registry.heard(sign, ticker.getAsLong());
        NodeChange change;
        while ((change = registry.nextChange()) != null) {
            changes.add(change.kind() + " " + change.node());
        }
        return meaning;
    }

    private void hearItself() {
        assertThat(hear(registry.sign(++nonce, false, 0))).isEqualTo(Meaning.TAKEN);
    }

    /** A second in which this node hears itself and some others. */
    private void second(String... heard) {
        hearItself();
        for (String node : heard) {
            hear(node, ++count);
        }
        tick(SECOND);
    }

    private void tick(Duration step) {
        ticker.advance(step);
        registry.tick(ticker.getAsLong());
        NodeChange change;
        while ((change = registry.nextChange()) != null) {
            changes.add(change.kind() + " " + change.node());
        }
    }

    private @Nullable ClusterNode listed(String node) {
        return registry.nodes().stream()
                .filter(each -> each.id().equals(node))
                .findFirst()
                .orElse(null);
    }

    @Test
    void nodeListsItselfAloneAtFirst() {
        assertThat(registry.nodes())
                .containsExactly(
                        new ClusterNode(HERE, "node-1", "1.0", Instant.ofEpochMilli(5), ClusterNode.State.ALIVE));
        assertThat(registry.knowsAll()).isFalse();
    }

    @Test
    void nodeIsListedWhenItIsHeard() {
        second(THERE);
        assertThat(listed(THERE))
                .isEqualTo(new ClusterNode(THERE, "node-2", "1.1", Instant.ofEpochMilli(7), ClusterNode.State.ALIVE));
        assertThat(changes).containsExactly("JOINED " + THERE);
        assertThat(registry.others()).containsExactly(THERE);
    }

    @Test
    void silentNodeIsLostBetweenThreeAndFiveSeconds() {
        second(THERE);
        second();
        second();
        second();
        assertThat(registry.contains(THERE)).isTrue();
        second();
        assertThat(registry.contains(THERE)).isFalse();
        assertThat(registry.hasGone(THERE)).isTrue();
        assertThat(changes).containsExactly("JOINED " + THERE, Kind.LOST + " " + THERE);
    }

    @Test
    void nodeThatSaysSoIsGoneAtOnce() {
        second(THERE);
        hear(new SignOfLife(THERE, ++count, ++nonce, true, "node-2", "1.1", 7, 0));
        assertThat(registry.contains(THERE)).isFalse();
        assertThat(changes).containsExactly("JOINED " + THERE, "LEFT " + THERE);
    }

    @Test
    void signsFromBeforeItsEndDoNotBringANodeBack() {
        second(THERE);
        hear(new SignOfLife(THERE, 3, ++nonce, true, "node-2", "1.1", 7, 0));
        assertThat(hear(THERE, 2)).isEqualTo(Meaning.OLD);
        assertThat(registry.contains(THERE)).isFalse();
    }

    @Test
    void oldSignsDoNotProlongALife() {
        second(THERE);
        for (int i = 0; i < 4; i++) {
            assertThat(hear(THERE, count)).isEqualTo(Meaning.OLD);
            second();
        }
        assertThat(registry.contains(THERE)).isFalse();
    }

    @Test
    void leavingOfANodeThatWasNeverHeardIsNoChange() {
        hear(new SignOfLife(THERE, 1, ++nonce, true, "node-2", "1.1", 7, 0));
        assertThat(changes).isEmpty();
    }

    @Test
    void nodeThatWasAsleepIsBackWhenItIsHeard() {
        second(THERE);
        for (int i = 0; i < 20; i++) {
            second();
        }
        second(THERE);
        assertThat(registry.contains(THERE)).isTrue();
        assertThat(registry.hasGone(THERE)).isFalse();
        assertThat(changes).containsExactly("JOINED " + THERE, "LOST " + THERE, "JOINED " + THERE);
    }

    @Test
    void whoDoesNotHearItselfJudgesNobodyAndSaysSo() {
        second(THERE);
        for (int i = 0; i < 60; i++) {
            tick(SECOND);
        }
        assertThat(changes).containsExactly("JOINED " + THERE);
        assertThat(listed(THERE)).returns(ClusterNode.State.UNKNOWN, ClusterNode::state);
        assertThat(listed(HERE)).returns(ClusterNode.State.ALIVE, ClusterNode::state);
    }

    @Test
    void othersMayComeBackLaterAfterAnOutage() {
        second(THERE, THIRD);
        for (int i = 0; i < 60; i++) {
            tick(SECOND);
        }
        for (int i = 0; i < 5; i++) {
            second();
        }
        second(THERE);
        assertThat(registry.others()).containsExactlyInAnyOrder(THERE, THIRD);
        second(THERE);
        assertThat(registry.others()).as("one that does not").containsExactly(THERE);
    }

    @Test
    void whoWasAsleepItselfJudgesNobodyByThatTime() {
        second(THERE);
        hearItself(); // from before it was stopped
        tick(Duration.ofSeconds(45));
        assertThat(registry.contains(THERE)).isTrue();
        for (int i = 0; i < 5; i++) {
            second();
        }
        assertThat(registry.contains(THERE)).as("but by what comes then").isTrue();
        second();
        second();
        assertThat(registry.contains(THERE)).isFalse();
    }

    @Test
    void nodeKnowsAllWhenItHasHeardForTwoSeconds() {
        second();
        assertThat(registry.knowsAll()).isFalse();
        second();
        assertThat(registry.knowsAll()).isTrue();
        tick(SECOND);
        assertThat(registry.knowsAll()).isFalse();
        second();
        assertThat(registry.knowsAll()).as("from the outage on").isFalse();
    }

    @Test
    void signOfACopyIsNotTakenForItsOwn() {
        registry.sign(1, false, 0);
        assertThat(hear(new SignOfLife(HERE, 1, 99, false, "node-1", "1.0", 5, 0)))
                .isEqualTo(Meaning.COPY);
        tick(SECOND);
        second();
        assertThat(registry.knowsAll()).as("it proves no hearing").isFalse();
    }

    @Test
    void nodesWithTheSameNameAreTwoNodes() {
        second(THERE, THIRD);
        assertThat(registry.nodes()).extracting(ClusterNode::name).containsExactly("node-1", "node-2", "node-2");
        assertThat(registry.hasNamesake(THERE, "node-2")).isTrue();
        assertThat(registry.hasNamesake(HERE, "node-1")).isFalse();
        assertThat(registry.hasNamesake(THERE, "node-1")).isTrue();
    }

    @Test
    void moreNodesThanAFarmHasAreNotListed() {
        for (int i = 0; i < NodeRegistry.MOST; i++) {
            hear(String.format("node-%07d", i), 1);
        }
        assertThat(hear(THERE, 1)).isEqualTo(Meaning.FULL);
        assertThat(registry.nodes()).hasSize(NodeRegistry.MOST + 1);
    }

    @Test
    void departedNodesAreForgottenInTime() {
        for (int i = 0; i <= DepartedNodes.MOST; i++) {
            hear(new SignOfLife(String.format("node-%07d", i), 1, ++nonce, true, "n", "1", 7, 0));
        }
        assertThat(registry.hasGone("node-0000000")).isFalse();
        assertThat(registry.hasGone("node-0000001")).isTrue();
    }

    @Test
    void signOfLifeSurvivesItsEncoding() {
        SignOfLife sign = new SignOfLife(THERE, 1L << 40, -5, true, "node-2", "1.1", 1_700_000_000_000L, 9);
        assertThat(SignOfLife.decode(sign.encode())).isEqualTo(sign);
    }

    @Test
    void whatIsNoSignOfLifeIsRefused() {
        assertThatThrownBy(() -> SignOfLife.decode(new byte[] {1, 2, 3})).isInstanceOf(BackplaneException.class);
        assertThatThrownBy(() -> SignOfLife.decode(ClusterEnvelope.close(new byte[] {(byte) 0x91, 1})))
                .isInstanceOf(BackplaneException.class);
        assertThatThrownBy(() -> new SignOfLife("short", 1, 1, false, "n", "1", 1, 0))
                .isInstanceOf(BackplaneException.class);
        assertThatThrownBy(() -> new SignOfLife(THERE, 1, 1, false, "n".repeat(129), "1", 1, 0))
                .isInstanceOf(BackplaneException.class);
    }
}
