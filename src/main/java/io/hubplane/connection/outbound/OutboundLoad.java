package io.hubplane.connection.outbound;

/**
 * What waits in an {@link OutboundQueue} at one moment.
 *
 * @param messages how many messages wait
 * @param bytes their total length in bytes
 * @param isBeyondBounds whether this is more than the queue normally holds, which is allowed in a burst
 */
public record OutboundLoad(int messages, long bytes, boolean isBeyondBounds) {
    @Override
    public String toString() {
        return messages + " messages of " + bytes + " bytes";
    }
}
