package io.hubplane.backplane.redis.topology;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What a sentinel says.
 *
 * @param master where the master is
 * @param epoch the number of the fail-over that has made it the master; 0 if there was none
 */
record SentinelAnswer(HostAndPort master, long epoch) {
    /**
     * Asks a sentinel.
     *
     * @param sentinel a connection to it
     * @param name what it calls the Redis
     * @return the answer; null if it knows no Redis of that name
     */
    static @Nullable SentinelAnswer of(Jedis sentinel, String name) {
        try {
            // The epoch first: an address that is asked for later is not older.
            Map<String, String> master = sentinel.sentinelMaster(name);
            long epoch = Long.parseLong(master.getOrDefault("config-epoch", "0"));
            // Not the address in that answer, which is the previous one until all replicas follow the new one.
            List<String> address = sentinel.sentinelGetMasterAddrByName(name);
            return address == null
                    ? null
                    : new SentinelAnswer(new HostAndPort(address.get(0), Integer.parseInt(address.get(1))), epoch);
        } catch (JedisDataException e) {
            if (String.valueOf(e.getMessage()).contains("No such master")) {
                return null;
            }
            throw e;
        }
    }
}
