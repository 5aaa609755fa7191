package io.hubplane.cdi;

import io.hubplane.hub.cluster.Cluster;
import io.hubplane.hub.cluster.ClusterClients;
import io.hubplane.hub.cluster.ClusterNode;
import io.hubplane.hub.cluster.HubPresence;
import java.util.List;
import java.util.function.Supplier;

/** The cluster as applications see it: through the node that serves them, while there is one. Safe for any thread. */
final class ServedCluster implements Cluster {
    private final Supplier<HubNode> served;

    /** {@code served} throws an {@link IllegalStateException} if the hubs are not served. */
    ServedCluster(Supplier<HubNode> served) {
        this.served = served;
    }

    @Override
    public List<ClusterNode> nodes() {
        return served.get().membership().nodes();
    }

    @Override
    public ClusterClients clients(Class<?> hub) {
        return served.get().clients(hub);
    }

    @Override
    public HubPresence presence(Class<?> hub) {
        return served.get().presence(hub);
    }
}
