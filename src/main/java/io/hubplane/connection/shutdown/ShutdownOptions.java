package io.hubplane.connection.shutdown;

import io.hubplane.transport.OptionRanges;
import java.time.Duration;

/**
 * How a node shuts down.
 *
 * @param delay how long existing connections continue after new ones are refused, so that a load balancer can notice, 0
 *     to 1 h
 * @param spread over what time the connections are closed, so that their clients do not come to the other nodes all at
 *     once, 0 to 1 h
 */
public record ShutdownOptions(Duration delay, Duration spread) {
    private static final Duration MOST = Duration.ofHours(1);

    /** No delays: right for a single node, and for development, where each delay would lengthen every redeployment. */
    public static final ShutdownOptions DEFAULTS = new ShutdownOptions(Duration.ZERO, Duration.ZERO);

    /** Checks the ranges. */
    public ShutdownOptions {
        OptionRanges.requireUpTo("delay", delay, MOST);
        OptionRanges.requireUpTo("spread", spread, MOST);
    }

    /** The same without the delay, for a node whose balancer has noticed before. */
    public ShutdownOptions withoutDelay() {
        return new ShutdownOptions(Duration.ZERO, spread);
    }
}
