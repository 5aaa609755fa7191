package io.hubplane.testkit.example;

import io.hubplane.hub.Groups;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubException;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** The hub that {@code src/site/markdown/testing.md} tests. */
@Hub("/auction")
public class AuctionHub {
    @Inject
    HubCallerContext caller;

    @Inject
    HubCallerClients clients;

    @Inject
    Groups groups;

    /** Watches a lot. */
    public CompletionStage<Void> watch(String lot) {
        return groups.add(caller.connectionId(), lot);
    }

    /** Bids for a lot and tells those who watch it. */
    public int bid(String lot, int amount) {
        String bidder = caller.userIdentifier().orElseThrow(() -> new HubException("Log in to bid."));
        clients.othersInGroup(lot).send("bid", lot, bidder, amount);
        return amount;
    }
}
