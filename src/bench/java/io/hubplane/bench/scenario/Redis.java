package io.hubplane.bench.scenario;

import java.net.URI;
import redis.clients.jedis.Jedis;

/**
 * The Redis the nodes share.
 *
 * @param process the number of its process
 * @param address where it is
 */
public record Redis(long process, URI address) {
    private static final String COMMANDS = "total_commands_processed:";

    /** How many commands it has carried out, those of asking this included. */
    long commands() {
        try (Jedis redis = new Jedis(address)) {
            return redis.info("stats")
                    .lines()
                    .filter(line -> line.startsWith(COMMANDS))
                    .mapToLong(line -> Long.parseLong(line.substring(COMMANDS.length())))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
