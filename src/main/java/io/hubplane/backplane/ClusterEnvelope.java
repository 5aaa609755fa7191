package io.hubplane.backplane;

import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackWriter;
import io.hubplane.protocol.ProtocolException;
import java.util.function.Function;

/**
 * What carries a message about nodes, on the channels of {@link Scope#heartbeats}, {@link Scope#cluster} and
 * {@link Scope#presence}. Whoever makes the content knows its layout; the backplane stamps and signs it like any other
 * message:
 *
 * <pre>
 *   [bin, stamp]
 * </pre>
 */
public final class ClusterEnvelope {
    private ClusterEnvelope() {}

    /**
     * Puts a message in its envelope.
     *
     * @param content the message
     * @return the bytes to publish, with a stamp to be filled in
     */
    public static byte[] close(byte[] content) {
        MessagePackWriter writer =
                new MessagePackWriter(1 + BackplaneStamp.LENGTH + MessagePackWriter.lengthOf(content));
        writer.array(1 + BackplaneStamp.ITEMS);
        writer.binary(content);
        BackplaneStamp.writeBlank(writer);
        return writer.toByteArray();
    }

    /**
     * Takes a message out of its envelope.
     *
     * @param message the received bytes
     * @return the message
     * @throws BackplaneException if there is none
     */
    public static byte[] open(byte[] message) {
        return read(message, reader -> {
            MessageItems.require(reader.array(), 1, "cluster message");
            return reader.binary();
        });
    }

    /**
     * Takes a message out of its envelope and reads it.
     *
     * @param message the received bytes
     * @param layout reads the message
     * @return what it has read
     * @throws BackplaneException if there is no message, or it has another layout
     */
    public static <T> T content(byte[] message, Function<MessagePackReader, T> layout) {
        return read(open(message), layout);
    }

    private static <T> T read(byte[] bytes, Function<MessagePackReader, T> layout) {
        try {
            return layout.apply(new MessagePackReader(bytes));
        } catch (ProtocolException e) {
            throw new BackplaneException(String.valueOf(e.getMessage()), e);
        }
    }
}
