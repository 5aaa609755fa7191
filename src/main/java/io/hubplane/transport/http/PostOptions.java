package io.hubplane.transport.http;

import static io.hubplane.transport.OptionRanges.requireAtLeast;
import static io.hubplane.transport.OptionRanges.requirePositive;

import java.time.Duration;

/**
 * Limits for the body of a POST.
 *
 * @param maximumSize the maximum length in bytes, 1 to 2^31-1; default {@value #DEFAULT_MAXIMUM_SIZE}, enough for any
 *     message and for many together, since clients send all that has gathered in one POST
 * @param timeout how long it may take from the head of the request to the last byte; default 60 s, enough for a client
 *     on a slow line (140 kbit/s) to send the longest body
 * @param minimumRate how many bytes must have come for each second after the first {@value #GRACE_SECONDS}, 0 to
 *     2^31-1; default {@value #DEFAULT_MINIMUM_RATE}, that of Kestrel, the server of ASP.NET Core
 */
public record PostOptions(int maximumSize, Duration timeout, int minimumRate) {
    /** The default for {@link #maximumSize}, in bytes. */
    public static final int DEFAULT_MAXIMUM_SIZE = 1024 * 1024;

    /** The default for {@link #minimumRate}, in bytes per second. */
    public static final int DEFAULT_MINIMUM_RATE = 240;

    /** The default options. */
    public static final PostOptions DEFAULTS =
            new PostOptions(DEFAULT_MAXIMUM_SIZE, Duration.ofSeconds(60), DEFAULT_MINIMUM_RATE);

    /** The rate does not count during these first seconds: a client may first have to wait for its own network. */
    static final int GRACE_SECONDS = 5;

    private static final double NANOS_PER_SECOND = 1e9;

    public PostOptions {
        requireAtLeast("maximumSize", maximumSize, 1);
        requirePositive("timeout", timeout);
        requireAtLeast("minimumRate", minimumRate, 0);
    }

    /**
     * Whether a body comes too slowly.
     *
     * @param nanos how long it has been coming, in nanoseconds
     * @param bytes how many bytes have come
     */
    boolean isLate(long nanos, int bytes) {
        double seconds = nanos / NANOS_PER_SECOND;
        return nanos > timeout.toNanos() || bytes < (seconds - GRACE_SECONDS) * minimumRate;
    }
}
