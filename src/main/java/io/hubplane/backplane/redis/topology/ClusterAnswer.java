package io.hubplane.backplane.redis.topology;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * What a node of a Cluster says.
 *
 * @param nodes nodes of the Cluster
 * @param places the masters that have the slots of the partitions, by partition; those that nobody has are left out
 */
record ClusterAnswer(List<HostAndPort> nodes, Map<Integer, HostAndPort> places) {
    /**
     * Asks a node. It replies with a list of [first slot, last slot, master, replicas…], each of these as [host, port, …].
     *
     * @param asked where the connection leads
     */
    static ClusterAnswer of(Jedis connection, HostAndPort asked, Partitions partitions) {
        List<HostAndPort> nodes = new ArrayList<>();
        Map<Integer, HostAndPort> places = new HashMap<>();
        for (Object each : (List<?>) connection.sendCommand(Command.CLUSTER, "SLOTS")) {
            List<?> range = (List<?>) each;
            for (Object node : range.subList(2, range.size())) {
                nodes.add(place((List<?>) node, asked));
            }
            for (int i = 0; i < partitions.count(); i++) {
                if ((Long) range.get(0) <= partitions.slot(i) && partitions.slot(i) <= (Long) range.get(1)) {
                    places.put(i, place((List<?>) range.get(2), asked));
                }
            }
        }
        if (places.isEmpty()) {
            throw new JedisConnectionException(asked + " is in no Cluster, or in one that has no slots yet");
        }
        return new ClusterAnswer(nodes, places);
    }

    /** A node that knows no address of its own gives none: it is where it was asked. */
    private static HostAndPort place(List<?> node, HostAndPort asked) {
        String name = node.get(0) instanceof byte[] host ? new String(host, StandardCharsets.UTF_8) : "";
        return new HostAndPort(name.isEmpty() ? asked.getHost() : name, Math.toIntExact((Long) node.get(1)));
    }
}
