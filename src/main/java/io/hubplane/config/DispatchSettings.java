package io.hubplane.config;

import static io.hubplane.config.Setting.withDefault;
import static io.hubplane.config.ValueType.duration;
import static io.hubplane.config.ValueType.integer;

import io.hubplane.dispatch.DispatchOptions;
import java.time.Duration;

/** The settings of calls of hub methods. */
final class DispatchSettings {
    private static final int MOST = Integer.MAX_VALUE;
    private static final DispatchOptions DISPATCH = DispatchOptions.DEFAULTS;

    /** How many hub methods may run at a time on this node. */
    static final Setting<Integer> DISPATCH_THREADS = withDefault("dispatch.threads", integer("threads", 1, 4096), 64);

    /** How many calls of one client may run at a time. */
    static final Setting<Integer> MAXIMUM_PARALLEL_INVOCATIONS_PER_CLIENT = withDefault(
            "maximum-parallel-invocations-per-client",
            integer("calls", 1, MOST),
            DISPATCH.maximumParallelInvocationsPerClient());

    /** How many streams, both directions together, one client may have open. */
    static final Setting<Integer> MAXIMUM_PARALLEL_STREAMS_PER_CLIENT = withDefault(
            "maximum-parallel-streams-per-client",
            integer("streams", 1, MOST),
            DISPATCH.maximumParallelStreamsPerClient());

    /** How many threads may run hub methods for one client. */
    static final Setting<Integer> MAXIMUM_THREADS_PER_CLIENT =
            withDefault("maximum-threads-per-client", integer("threads", 1, 4096), DISPATCH.maximumThreadsPerClient());

    /** How many calls one client may make in a second, on average. */
    static final Setting<Integer> CALLS_PER_SECOND_PER_CLIENT =
            withDefault("calls-per-second-per-client", integer("calls", 1, MOST), DISPATCH.callsPerSecondPerClient());

    /** How many calls one client may make at once. */
    static final Setting<Integer> CALL_BURST_PER_CLIENT =
            withDefault("call-burst-per-client", integer("calls", 1, MOST), DISPATCH.callBurstPerClient());

    /** How many items of an upload stream may wait for the hub. */
    static final Setting<Integer> STREAM_BUFFER_CAPACITY =
            withDefault("stream-buffer-capacity", integer("items", 1, MOST), DISPATCH.streamBufferCapacity());

    /** How many bytes from a client may wait for the hub before the client is held back. */
    static final Setting<Integer> APPLICATION_MAX_BUFFER_SIZE =
            withDefault("application-max-buffer-size", integer("bytes", 1, MOST), DISPATCH.applicationMaxBufferSize());

    /** How long a client may take to answer the hub. */
    static final Setting<Duration> CLIENT_RESULT_TIMEOUT =
            withDefault("client-result-timeout", duration(), DISPATCH.clientResultTimeout());

    /** The configured options. */
    static DispatchOptions read(SettingValues values) {
        return new DispatchOptions(
                values.get(MAXIMUM_PARALLEL_INVOCATIONS_PER_CLIENT),
                values.get(MAXIMUM_PARALLEL_STREAMS_PER_CLIENT),
                threadsPerClient(values),
                values.get(CALLS_PER_SECOND_PER_CLIENT),
                values.get(CALL_BURST_PER_CLIENT),
                values.get(STREAM_BUFFER_CAPACITY),
                values.get(APPLICATION_MAX_BUFFER_SIZE),
                values.get(CLIENT_RESULT_TIMEOUT),
                values.get(ConnectionSettings.ENABLE_DETAILED_ERRORS));
    }

    /** Limited in any case: one client leaves half of the node's threads to others. */
    private static int threadsPerClient(SettingValues values) {
        int half = (values.get(DISPATCH_THREADS) + 1) / 2;
        return Math.min(values.get(MAXIMUM_THREADS_PER_CLIENT), half);
    }

    private DispatchSettings() {}
}
