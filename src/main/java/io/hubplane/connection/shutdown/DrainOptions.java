package io.hubplane.connection.shutdown;

import io.hubplane.transport.OptionRanges;
import java.time.Duration;

/**
 * How a node is drained.
 *
 * @param spread over what time its clients are asked to go, so that they do not come to the other nodes all at once, 0
 *     to 1 h
 * @param timeout after what time the connections that are left are ended, 0 to 1 h
 */
public record DrainOptions(Duration spread, Duration timeout) {
    private static final Duration MOST = Duration.ofHours(1);

    /**
     * A spread of 10 s: ten thousand clients are a thousand for each second. A timeout of 30 s, which is what
     * Kubernetes gives a container that is to end.
     */
    public static final DrainOptions DEFAULTS = new DrainOptions(Duration.ofSeconds(10), Duration.ofSeconds(30));

    /** Checks the ranges. */
    public DrainOptions {
        OptionRanges.requireUpTo("spread", spread, MOST);
        OptionRanges.requireUpTo("timeout", timeout, MOST);
    }
}
