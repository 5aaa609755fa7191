package io.hubplane.testkit.example;

import io.hubplane.observe.HubStatistics;
import io.hubplane.observe.HubStatisticsSource;
import io.hubplane.observe.NodeStatistics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tells whether the auction works well. */
@ApplicationScoped
public class AuctionHealth {
    private final HubStatisticsSource statistics;

    @Inject
    AuctionHealth(HubStatisticsSource statistics) {
        this.statistics = statistics;
    }

    /** Whether bids reach all nodes, and only few clients are too slow for them. */
    public boolean isWell() {
        NodeStatistics now = statistics.snapshot();
        HubStatistics auction = now.hub(AuctionHub.class.getName()).orElseThrow();
        return now.backplane().connected() && auction.slowClients() <= auction.connections() / 10;
    }
}
