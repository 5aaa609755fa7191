package io.hubplane.backplane.redis.topology;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/**
 * A Redis that Sentinel watches: the sentinels are asked where the master is, at each connection and from time to time.
 *
 * <p>After a fail-over some sentinels name the previous master for a while. Each fail-over has a number, the
 * configuration epoch, which the answers carry: one with a lower number than the last is believed only if nobody gives a
 * better one. (Redis documentation, <em>High availability with Redis Sentinel</em> and <em>Guidelines for Redis clients
 * with support for Redis Sentinel</em>.)
 */
final class SentinelTopology implements RedisTopology {
    private final String name;
    private final Guides sentinels;
    private volatile @Nullable SentinelAnswer known;

    /**
     * Makes the topology of a Redis.
     *
     * @param name what the sentinels call it
     */
    SentinelTopology(String name, Guides sentinels) {
        this.name = name;
        this.sentinels = sentinels;
    }

    @Override
    public HostAndPort locate(int partition) {
        SentinelAnswer best = ask();
        if (best == null) {
            throw sentinels.failure("None of the sentinels says where \"" + name + "\" is");
        }
        known = best;
        return best.master();
    }

    @Override
    public void failed(int partition, Throwable cause) {}

    @Override
    public void look() {
        SentinelAnswer best = ask();
        SentinelAnswer before = known;
        if (best != null && before != null && best.epoch() > before.epoch()) {
            known = best;
        }
    }

    /** The first answer that is as new as the last, or else the newest; null if there is none. */
    private synchronized @Nullable SentinelAnswer ask() {
        SentinelAnswer best = null;
        SentinelAnswer before = known;
        for (HostAndPort sentinel : sentinels.inTurn()) {
            SentinelAnswer answer = sentinels.ask(sentinel, connection -> SentinelAnswer.of(connection, name));
            if (answer != null && (best == null || answer.epoch() > best.epoch())) {
                best = answer;
            }
            if (best != null && (before == null || best.epoch() >= before.epoch())) {
                break;
            }
        }
        return best;
    }

    @Override
    public boolean isAt(int partition, HostAndPort place) {
        SentinelAnswer now = known;
        return now == null || now.master().equals(place);
    }

    @Override
    public boolean isDoubtful() {
        return true;
    }

    @Override
    public void close() {
        sentinels.close();
    }
}
