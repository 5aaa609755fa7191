package io.hubplane.bench.report;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * What has to be known to make sense of figures, or to get them again.
 *
 * @param started when the measuring began
 * @param machine what it was done on, by name
 * @param versions the versions of all that took part, by name
 * @param options how it was asked for, by name
 */
public record Circumstances(
        Instant started, Map<String, String> machine, Map<String, String> versions, Map<String, String> options) {
    /**
     * Those of this process.
     *
     * @param started when the measuring began
     * @param redis the Redis that is used, running
     * @param options how it was asked for, by name
     * @return the circumstances
     */
    public static Circumstances here(Instant started, URI redis, Map<String, String> options) {
        return new Circumstances(started, Machine.facts(), Versions.all(redis), options);
    }
}
