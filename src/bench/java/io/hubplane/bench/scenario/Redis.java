package io.hubplane.bench.scenario;

import java.net.URI;
import redis.clients.jedis.Jedis;

/**
 * The Redis that the nodes share.
 *
 * @param process its process id
 * @param address its address
 */
public record Redis(long process, URI address) {
    private static final String COMMANDS = "total_commands_processed:";

    /** How many commands it has carried out, including those of this question. */
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
