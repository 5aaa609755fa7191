package io.hubplane.backplane.redis.topology;

import redis.clients.jedis.HostAndPort;

/**
 * A Redis that is always in the same place.
 *
 * @param place where
 */
record FixedPlace(HostAndPort place) implements RedisTopology {
    @Override
    public HostAndPort locate(int partition) {
        return place;
    }

    @Override
    public void failed(int partition, Throwable cause) {}

    @Override
    public void look() {}

    @Override
    public boolean isAt(int partition, HostAndPort connected) {
        return true;
    }

    @Override
    public boolean isDoubtful() {
        return false;
    }

    @Override
    public void close() {}
}
