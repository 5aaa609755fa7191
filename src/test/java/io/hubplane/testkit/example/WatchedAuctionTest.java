package io.hubplane.testkit.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.observe.BackplaneStatistics;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.NodeStatistics;
import io.hubplane.observe.ObservedCall;
import io.hubplane.testkit.HubTestKit;
import io.hubplane.testkit.TestClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The code in {@code observation.md} does what the page says. */
class WatchedAuctionTest {
    private final SlowCalls slow = new SlowCalls();
    private final HubObserver failing = new HubObserver() {
        @Override
        public void callBegan(ObservedCall call, long waitedNanos) {
            throw new IllegalStateException("on purpose");
        }
    };
    private final HubTestKit<AuctionHub> kit =
            HubTestKit.builder(AuctionHub.class).observers(failing, slow).build();

    @Test
    void quickCallsAreNotCounted() {
        kit.connect("ann").invoke("watch", "vase");
        assertThat(slow.of("watch")).isZero();
    }

    @Test
    void statisticsAreThoseOfTheHub() {
        TestClient ann = kit.connect("ann");
        ann.invoke("watch", "vase");
        kit.connect("bob");

        assertThat(kit.statistics().connections()).isEqualTo(2);
        assertThat(kit.statistics().users()).isEqualTo(2);
        assertThat(kit.statistics().groups()).isEqualTo(1);
    }

    private NodeStatistics node(boolean connected) {
        return new NodeStatistics(
                "test",
                "test",
                List.of(kit.statistics()),
                new BackplaneStatistics(connected, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                0,
                0,
                Map.of());
    }

    @Test
    void auctionIsIllWithoutTheOtherNodes() {
        assertThat(new AuctionHealth(() -> node(true)).isWell()).isTrue();
        assertThat(new AuctionHealth(() -> node(false)).isWell()).isFalse();
    }
}
