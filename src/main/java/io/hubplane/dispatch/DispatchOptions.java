package io.hubplane.dispatch;

import java.time.Duration;

/**
 * How hub methods are called. Names and defaults are those of ASP.NET Core SignalR for options that it has, too.
 *
 * @param maximumParallelInvocationsPerClient how many calls of one client may run at a time, 1 to 2^31-1; calls that
 *     stream do not count; default 1
 * @param maximumParallelStreamsPerClient how many streams one client may have open at a time, in both directions
 *     together, 1 to 2^31-1; default 10
 * @param maximumThreadsPerClient how many threads may run hub methods for one client at a time, 1 to 4,096; default 16
 * @param callsPerSecondPerClient how many calls per second one client may make, on average, 1 to 2^31-1; default 50,000
 * @param callBurstPerClient how many calls one client may make at once, 1 to 2^31-1; default 100,000
 * @param streamBufferCapacity how many items of an upload may wait for the hub before the client is held back, 1 to
 *     2^31-1; default 10
 * @param applicationMaxBufferSize how many bytes of calls may wait for the hub before the client is held back, 1 to
 *     2^31-1; default 65,536
 * @param clientResultTimeout how long a client may take to answer the hub, unless the call sets another time; default
 *     30 s
 * @param enableDetailedErrors whether clients get the texts of all exceptions; default false
 */
public record DispatchOptions(
        int maximumParallelInvocationsPerClient,
        int maximumParallelStreamsPerClient,
        int maximumThreadsPerClient,
        int callsPerSecondPerClient,
        int callBurstPerClient,
        int streamBufferCapacity,
        int applicationMaxBufferSize,
        Duration clientResultTimeout,
        boolean enableDetailedErrors) {
    /** More than a page usually has open, and too few for one client to fill a node. */
    private static final int STREAMS = 10;

    /** Room for all streams and some calls whose methods wait; a quarter of a node's threads. */
    private static final int THREADS = 16;

    /** Well above what one connection was measured to make (117,000), so it stops no real application. */
    private static final int CALLS_PER_SECOND = 200_000;

    /** The calls of a client that was away for two seconds. */
    private static final int CALL_BURST = 2 * CALLS_PER_SECOND;

    /** The default options. */
    public static final DispatchOptions DEFAULTS = new DispatchOptions(
            1, STREAMS, THREADS, CALLS_PER_SECOND, CALL_BURST, 10, 64 * 1024, Duration.ofSeconds(30), false);

    public DispatchOptions {
        requirePositive("maximumParallelInvocationsPerClient", maximumParallelInvocationsPerClient);
        requirePositive("maximumParallelStreamsPerClient", maximumParallelStreamsPerClient);
        requirePositive("maximumThreadsPerClient", maximumThreadsPerClient);
        requirePositive("callsPerSecondPerClient", callsPerSecondPerClient);
        requirePositive("callBurstPerClient", callBurstPerClient);
        requirePositive("streamBufferCapacity", streamBufferCapacity);
        requirePositive("applicationMaxBufferSize", applicationMaxBufferSize);
        if (clientResultTimeout.isNegative() || clientResultTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "clientResultTimeout is " + clientResultTimeout + ", must be longer than 0");
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", must be at least 1");
        }
    }
}
