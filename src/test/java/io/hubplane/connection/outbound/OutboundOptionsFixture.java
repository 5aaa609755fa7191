package io.hubplane.connection.outbound;

/** Options of queues that differ from the defaults in their bounds. */
public final class OutboundOptionsFixture {
    private OutboundOptionsFixture() {}

    /** Nothing beyond the bounds may wait. */
    public static OutboundOptions outbound(OverflowPolicy policy, int bytes, int messages, int frame) {
        return bursts(1, policy, bytes, messages, frame);
    }

    /** A client that takes its messages may have more waiting. */
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
