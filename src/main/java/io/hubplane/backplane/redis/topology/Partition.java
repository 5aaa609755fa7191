package io.hubplane.backplane.redis.topology;

import redis.clients.jedis.HostAndPort;

/**
 * One partition of the channels, with what knows where its Redis is.
 *
 * @param topology knows it
 * @param all the partitions
 * @param number the number of this one, from 0
 */
public record Partition(RedisTopology topology, Partitions all, int number) {
    /**
     * Whether its channels belong to a slot of a Cluster.
     *
     * @return whether they do
     */
    public boolean isSharded() {
        return !tag().isEmpty();
    }

    /**
     * How the name of each of its channels begins.
     *
     * @return a hash tag; empty where the channels are not divided
     */
    public String tag() {
        return all.tag(number);
    }

    /**
     * What tells it from the others in names of threads and connections.
     *
     * @return its number and a hyphen; empty where the channels are not divided
     */
    public String label() {
        return isSharded() ? number + "-" : "";
    }

    /** Where to connect to, see {@link RedisTopology#locate}. */
    public HostAndPort locate() {
        return topology.locate(number);
    }

    /** A connection has failed, see {@link RedisTopology#failed}. */
    public void failed(Throwable cause) {
        topology.failed(number, cause);
    }

    /** Whether its Redis is still where a connection leads, see {@link RedisTopology#isAt}. */
    public boolean isAt(HostAndPort place) {
        return topology.isAt(number, place);
    }
}
