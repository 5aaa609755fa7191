package io.hubplane.backplane.sequence;

import java.time.Duration;

/**
 * What a node keeps of the messages that it has published, for nodes that lose them on the way.
 *
 * @param bytes how many bytes it keeps, including about 128 for each message, 0 to 2^31-1; default 8 MiB, as much as may
 *     wait for Redis: all of that can be lost at once. With 0 nothing is kept, and lost messages are not asked for
 * @param time how long it keeps them, 0 to 5 min; default 20 s: a silent connection is given up after 9 s, and its
 *     successor may take as long again. A receiver knows for 5 min what it had
 */
public record ResendOptions(int bytes, Duration time) {
    /** The longest time. */
    public static final Duration LONGEST = Duration.ofMinutes(5);

    /** The options where nothing is configured. */
    public static final ResendOptions DEFAULTS = new ResendOptions(8 << 20, Duration.ofSeconds(20));

    /** Nothing is kept or asked for. */
    public static final ResendOptions NONE = new ResendOptions(0, Duration.ZERO);

    public ResendOptions {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes is " + bytes + ", must be at least 0");
        }
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("time is " + time + ", must be 0 to 5 min");
        }
    }

    /** Whether lost messages are sent again. */
    public boolean resends() {
        return bytes > 0 && !time.isZero();
    }
}
