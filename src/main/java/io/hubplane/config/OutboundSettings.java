package io.hubplane.config;

import static io.hubplane.config.Setting.withDefault;
import static io.hubplane.config.ValueType.choice;
import static io.hubplane.config.ValueType.duration;
import static io.hubplane.config.ValueType.integer;

import io.hubplane.connection.outbound.OutboundOptions;
import io.hubplane.connection.outbound.OverflowPolicy;
import java.time.Duration;

/** The settings of what waits for a client. */
final class OutboundSettings {
    private static final int MOST = Integer.MAX_VALUE;
    private static final OutboundOptions OUTBOUND = OutboundOptions.DEFAULTS;

    /** How much may wait for a slow client. */
    static final Setting<Integer> OUTBOUND_QUEUE_BYTES =
            withDefault("outbound-queue-bytes", integer("bytes", 1024, MOST), OUTBOUND.queueBytes());

    /** How many messages may wait for a slow client. */
    static final Setting<Integer> OUTBOUND_QUEUE_MESSAGES =
            withDefault("outbound-queue-messages", integer("messages", 1, MOST), OUTBOUND.queueMessages());

    /** How many times the outbound queue's limits may wait for a client that takes its messages. */
    static final Setting<Integer> OUTBOUND_BURST_FACTOR = withDefault(
            "outbound-burst-factor", integer("times", 1, OutboundOptions.MOST_BURST_FACTOR), OUTBOUND.burstFactor());

    /** How long a client may take nothing, or its outbound queue may stay full. */
    static final Setting<Duration> SLOW_CLIENT_TIMEOUT =
            withDefault("slow-client-timeout", duration(), OUTBOUND.slowClientTimeout());

    /** What happens when the outbound queue of a slow client is full. */
    static final Setting<OverflowPolicy> OVERFLOW_POLICY =
            withDefault("overflow-policy", choice(OverflowPolicy.class), OUTBOUND.overflowPolicy());

    /** How many bytes are gathered into one frame. */
    static final Setting<Integer> MAXIMUM_FRAME_SIZE =
            withDefault("maximum-frame-size", integer("bytes", 1024, MOST), OUTBOUND.maximumFrameSize());

    /** How much may wait for a client before streams to it pause. */
    static final Setting<Integer> TRANSPORT_MAX_BUFFER_SIZE =
            withDefault("transport-max-buffer-size", integer("bytes", 1, MOST), OUTBOUND.transportMaxBufferSize());

    /** The configured options. */
    static OutboundOptions read(SettingValues values) {
        return new OutboundOptions(
                values.get(OUTBOUND_QUEUE_BYTES),
                values.get(OUTBOUND_QUEUE_MESSAGES),
                values.get(OUTBOUND_BURST_FACTOR),
                values.get(SLOW_CLIENT_TIMEOUT),
                values.get(OVERFLOW_POLICY),
                values.get(MAXIMUM_FRAME_SIZE),
                values.get(TRANSPORT_MAX_BUFFER_SIZE));
    }

    private OutboundSettings() {}
}
