package io.hubplane.connection.outbound;

/** Options of queues that differ from the defaults in their bounds. */
public final class OutboundOptionsFixture {
    private OutboundOptionsFixture() {}

    /** Options without bursts: nothing beyond the bounds may wait. */
    public static OutboundOptions outbound(OverflowPolicy policy, int bytes, int messages, int frame) {
        return bursts(1, policy, bytes, messages, frame);
    }

    /** Options with bursts: more may wait for a client that takes its messages. */
    static OutboundOptions bursts(int factor, OverflowPolicy policy, int bytes, int messages, int frame) {
        OutboundOptions defaults = OutboundOptions.DEFAULTS;
        return new OutboundOptions(
                bytes,
                messages,
                factor,
                defaults.slowClientTimeout(),
                policy,
                frame,
                defaults.transportMaxBufferSize());
    }
}
