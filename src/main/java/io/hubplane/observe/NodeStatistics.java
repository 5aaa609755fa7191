package io.hubplane.observe;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a node at one moment. Immutable.
 *
 * @param name the node's name, as configured
 * @param id the node's id, which is new at every start
 * @param hubs its hubs
 * @param backplane the state of its connection to other nodes
 * @param posts how many POSTs of clients are incomplete or wait for their turn
 * @param postBytes how much memory they take, in bytes
 * @param limitsReached how often requests reached a limit of the node before they belonged to a connection, by the
 *     names of {@link HubObserver#limitReached}; the limits of the hubs are counted separately
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
     * @param hub its name: that of its class, unless {@code @Hub} gives another name
     * @return the statistics, if there is such a hub
     */
    public Optional<HubStatistics> hub(String hub) {
        return hubs.stream().filter(each -> each.hub().equals(hub)).findFirst();
    }
}
