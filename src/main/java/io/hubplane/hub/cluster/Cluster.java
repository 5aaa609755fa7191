package io.hubplane.hub.cluster;

import java.util.List;

/**
 * The nodes that share a backplane. Inject it anywhere; usable while the application's hubs are served. Safe for use by
 * any thread.
 */
public interface Cluster {
    /**
     * The nodes of the farm, as this node knows them; asks nobody. A node is listed within about a second after it has
     * started, and no longer within 5 seconds after it has died or lost its way to the others; one that ends in an orderly
     * manner goes at once. If nodes do nothing for each other ({@code hubplane.backplane.secret}), only this node is
     * listed.
     *
     * @return the nodes, this one included, by name and then by id
     * @throws IllegalStateException if the hubs are not served yet, or no longer
     */
    List<ClusterNode> nodes();

    /**
     * The clients of a hub on all nodes.
     *
     * @param hub the hub's class
     * @return the clients
     * @throws IllegalArgumentException if the application has no such hub
     * @throws IllegalStateException if the hubs are not served yet, or no longer
     */
    ClusterClients clients(Class<?> hub);

    /**
     * Who is present in a hub, on all nodes.
     *
     * @param hub the hub's class
     * @return who is present
     * @throws IllegalArgumentException if the application has no such hub
     * @throws IllegalStateException if the hubs are not served yet, or no longer
     */
    HubPresence presence(Class<?> hub);
}
