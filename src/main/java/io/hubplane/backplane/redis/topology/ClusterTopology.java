package io.hubplane.backplane.redis.topology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisMovedDataException;

/**
 * A Redis Cluster: which of its masters has the slot of each partition. It is asked ({@code CLUSTER SLOTS}) when a
 * connection has failed, and from time to time; a {@code MOVED} answer says it at once.
 *
 * <p>The nodes of a Cluster learn from each other who has a slot, and for about a second after a change some do not know
 * it. So where connections hold, a change is believed when two nodes in a row have told it: otherwise one of the last to
 * hear of it would send everybody back. (Redis documentation, <em>Redis cluster specification</em>.)
 */
final class ClusterTopology implements RedisTopology {
    private final Partitions partitions;
    private final Guides nodes;
    /** Where each partition is, as far as is known. */
    private final AtomicReferenceArray<@Nullable HostAndPort> places;
    /** What one node has told since, and no other. Guarded by this. */
    private final Map<Integer, HostAndPort> rumours = new HashMap<>();

    ClusterTopology(Partitions partitions, Guides nodes) {
        this.partitions = partitions;
        this.nodes = nodes;
        this.places = new AtomicReferenceArray<>(partitions.count());
    }

    @Override
    public HostAndPort locate(int partition) {
        HostAndPort known = places.get(partition);
        return known == null ? find(partition) : known;
    }

    private synchronized HostAndPort find(int partition) {
        HostAndPort known = places.get(partition); // another one may have asked in the meantime
        for (HostAndPort node : known == null ? nodes.inTurn() : List.<HostAndPort>of()) {
            ClusterAnswer answer = ask(node);
            if (answer != null && answer.places().containsKey(partition)) {
                answer.places().forEach((each, place) -> places.compareAndSet(each, null, place));
                nodes.add(answer.nodes());
                break;
            }
        }
        HostAndPort found = places.get(partition);
        if (found == null) {
            throw nodes.failure("No node of the Cluster says who has slot " + partitions.slot(partition));
        }
        return found;
    }

    @Override
    public void failed(int partition, Throwable cause) {
        HostAndPort elsewhere = cause instanceof JedisMovedDataException moved ? moved.getTargetNode() : null;
        boolean named = elsewhere != null && !elsewhere.getHost().isEmpty();
        places.set(partition, named ? elsewhere : null); // null: to be asked for
    }

    @Override
    public synchronized void look() {
        for (HostAndPort node : nodes.inTurn()) {
            ClusterAnswer answer = ask(node);
            if (answer != null) {
                nodes.add(answer.nodes());
                answer.places().forEach(this::heard);
                return;
            }
        }
    }

    private @Nullable ClusterAnswer ask(HostAndPort node) {
        return nodes.ask(node, connection -> ClusterAnswer.of(connection, node, partitions));
    }

    private void heard(int partition, HostAndPort place) {
        HostAndPort known = places.get(partition);
        if (known == null || known.equals(place)) {
            rumours.remove(partition);
        } else if (place.equals(rumours.put(partition, place))) {
            rumours.remove(partition);
            places.compareAndSet(partition, known, place);
        }
    }

    @Override
    public boolean isAt(int partition, HostAndPort connected) {
        HostAndPort known = places.get(partition);
        return known == null || known.equals(connected);
    }

    @Override
    public boolean isDoubtful() {
        return false;
    }

    @Override
    public void close() {
        nodes.close();
    }
}
