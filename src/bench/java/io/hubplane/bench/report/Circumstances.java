package io.hubplane.bench.report;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * What a reader must know to understand figures, or to reproduce them.
 *
 * @param started when the measurement began
 * @param machine properties of the machine, by name
 * @param versions the versions of everything that took part, by name
 * @param options the options, by name
 */
public record Circumstances(
        Instant started, Map<String, String> machine, Map<String, String> versions, Map<String, String> options) {
    /**
     * The circumstances of this process.
     *
     * @param started when the measurement began
     * @param redis the Redis that is used, running
     * @param options the options, by name
     * @return the circumstances
     */
    public static Circumstances here(Instant started, URI redis, Map<String, String> options) {
        return new Circumstances(started, Machine.facts(), Versions.all(redis), options);
    }
}
