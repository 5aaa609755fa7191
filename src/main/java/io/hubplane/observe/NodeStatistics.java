package io.hubplane.observe;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is on a node at some moment. Immutable.
 *
 * @param name the node's name, as configured
 * @param id the node's id, new at every start
 * @param hubs its hubs
 * @param backplane how it stands with other nodes
 * @param posts how many POSTs of clients have not come whole, or wait for their turn
 * @param postBytes how much memory those take, in bytes
 * @param limitsReached how often a limit of the node was reached by requests, before they had to do with a connection; by the
 *     names of {@link HubObserver#limitReached}, and besides those of the hubs
 */
public record NodeStatistics(
        String name,
        String id,
        List<HubStatistics> hubs,
        BackplaneStatistics backplane,
        int posts,
        long postBytes,
        Map<String, Long> limitsReached) {
    public NodeStatistics {
        hubs = List.copyOf(hubs);
        limitsReached = Map.copyOf(limitsReached);
    }

    /**
     * The statistics of one hub.
     *
     * @param hub its name: that of its class, unless {@code @Hub} gives it another
     * @return the statistics, if there is such a hub
     */
    public Optional<HubStatistics> hub(String hub) {
        return hubs.stream().filter(each -> each.hub().equals(hub)).findFirst();
    }
}
