package io.hubplane.testkit.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.hub.HubException;
import io.hubplane.testkit.HubTestKit;
import io.hubplane.testkit.TestClient;
import org.junit.jupiter.api.Test;

class AuctionHubTest {
    private final HubTestKit<AuctionHub> kit = HubTestKit.of(AuctionHub.class);

    @Test
    void watchersHearOfOtherPeoplesBids() {
        TestClient ann = kit.connect("ann");
        TestClient bob = kit.connect("bob");
        ann.invoke("watch", "vase");
        bob.invoke("watch", "vase");

        int accepted = ann.invoke(int.class, "bid", "vase", 100);

        assertThat(accepted).isEqualTo(100);
        assertThat(bob.received()).hasToString("[bid(vase, ann, 100)]");
        assertThat(ann.received()).isEmpty();
        assertThat(kit.sent()).hasToString("[group vase except " + ann + ": bid(vase, ann, 100)]");
    }

    @Test
    void strangersCannotBid() {
        TestClient stranger = kit.connect();

        assertThatThrownBy(() -> stranger.invoke("bid", "vase", 100))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("Log in to bid.");
    }
}
