package io.hubplane.connection.outbound;

/**
 * What waits in an {@link OutboundQueue} at some moment.
 *
 * @param messages how many messages
 * @param bytes how long they are
 * @param isBeyondBounds whether that is more than the queue is for, as it may be in a burst
 */
public record OutboundLoad(int messages, long bytes, boolean isBeyondBounds) {
    @Override
    public String toString() {
        return messages + " messages of " + bytes + " bytes";
    }
}
