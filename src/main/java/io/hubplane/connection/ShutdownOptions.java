package io.hubplane.connection;

import java.time.Duration;

/**
 * How a node goes away.
 *
 * @param delay how long connections go on when no new ones are taken any more, for a load balancer to notice, 0 to 1 h
 * @param spread over how long the connections are closed, so that their clients do not come to the other nodes all at
 *     once, 0 to 1 h
 */
public record ShutdownOptions(Duration delay, Duration spread) {
    private static final Duration MOST = Duration.ofHours(1);

    /** Without a wait: right for a node alone, and for development, where it would make each redeployment longer. */
    public static final ShutdownOptions DEFAULTS = new ShutdownOptions(Duration.ZERO, Duration.ZERO);

    /** Checks the ranges. */
    public ShutdownOptions {
        require(delay, "delay");
        require(spread, "spread");
    }

    private static void require(Duration value, String name) {
        if (value.isNegative() || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(name + " is " + value + ", must be from 0 to " + MOST);
        }
    }
}
