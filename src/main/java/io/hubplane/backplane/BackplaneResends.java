package io.hubplane.backplane;

import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackWriter;
import io.hubplane.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.List;

/**
 * How a node that misses messages of another one gets them again. Between Hubplane nodes only, on a channel that each
 * node has for itself, as MessagePack arrays:
 *
 * <pre>
 *   Wanted  [3, id, [[channel, after, before, younger than]…], stamp]
 *   Resent  [4, id, more, [[channel, position, order, bin]…], stamp]
 * </pre>
 *
 * <p>Positions are those of the messages' stamps. The last three items are a {@link BackplaneStamp} without a number. A
 * message that is sent again keeps the array it had, whose own stamp means nothing here: channel and position are those
 * beside it, and who sent it signs the whole.
 */
public sealed interface BackplaneResends {
    /**
     * Asks a node for messages.
     *
     * @param id returned with the answer
     * @param ranges which messages
     */
    record Wanted(long id, List<Range> ranges) implements BackplaneResends {}

    /**
     * Some of a node's messages to a channel.
     *
     * @param channel the channel
     * @param after the position before the first of them
     * @param before the position after the last of them
     * @param youngerMillis only those that were published at most this long ago, in milliseconds; 0 if their age does
     *     not matter
     */
    record Range(String channel, long after, long before, long youngerMillis) {}

    /**
     * The messages that a node was asked for and still has, as many as fit.
     *
     * @param id the id of the question
     * @param more whether there are more of them, which can be asked for next
     * @param messages in the order in which they were published
     */
    record Resent(long id, boolean more, List<Again> messages) implements BackplaneResends {}

    /**
     * A message that is sent again.
     *
     * @param channel the channel it was published to
     * @param position its position there
     * @param order its place among all messages of its node
     * @param message its bytes, with any stamp
     */
    @SuppressWarnings("ArrayRecordComponent") // carried unchanged; never compared
    record Again(String channel, long position, long order, byte[] message) {}

    /**
     * Encodes for the channel of one node.
     *
     * @return the bytes, with a stamp to be filled in
     */
    default byte[] encode() {
        MessagePackWriter writer = new MessagePackWriter(256);
        if (this instanceof Wanted wanted) {
            writer.array(3 + BackplaneStamp.ITEMS);
            writer.integer(3);
            writer.integer(wanted.id());
            writer.array(wanted.ranges().size());
            for (Range range : wanted.ranges()) {
                writer.array(4);
                writer.string(range.channel());
                writer.wideUnsigned(range.after());
                writer.wideUnsigned(range.before());
                writer.integer(range.youngerMillis());
            }
        } else if (this instanceof Resent resent) {
            writer.array(4 + BackplaneStamp.ITEMS);
            writer.integer(4);
            writer.integer(resent.id());
            writer.bool(resent.more());
            writer.array(resent.messages().size());
            for (Again again : resent.messages()) {
                writer.array(4);
                writer.string(again.channel());
                writer.wideUnsigned(again.position());
                writer.integer(again.order());
                writer.binary(again.message());
            }
        }
        BackplaneStamp.writeBlank(writer);
        return writer.toByteArray();
    }

    /**
     * Decodes a message from the channel of a node.
     *
     * @param message the bytes
     * @return the message
     * @throws BackplaneException if they are not such a message
     */
    static BackplaneResends decode(byte[] message) {
        try {
            MessagePackReader reader = new MessagePackReader(message);
            int items = reader.array();
            MessageItems.require(items, 3, "resend");
            int kind = reader.integer();
            return switch (kind) {
                case 3 -> new Wanted(reader.longInteger(), readRanges(reader));
                case 4 -> new Resent(reader.longInteger(), reader.bool(), readMessages(reader));
                default -> throw new BackplaneException("Unknown kind " + kind + " of message about resending.");
            };
        } catch (ProtocolException e) {
            throw new BackplaneException(String.valueOf(e.getMessage()), e);
        }
    }

    private static List<Range> readRanges(MessagePackReader reader) {
        int count = reader.array();
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requireFour(reader);
            ranges.add(new Range(reader.string(), reader.integerBits(), reader.integerBits(), reader.longInteger()));
        }
        return ranges;
    }

    private static List<Again> readMessages(MessagePackReader reader) {
        int count = reader.array();
        List<Again> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requireFour(reader);
            messages.add(new Again(reader.string(), reader.integerBits(), reader.longInteger(), reader.binary()));
        }
        return messages;
    }

    private static void requireFour(MessagePackReader reader) {
        if (reader.array() != 4) {
            throw new BackplaneException("Expected a channel and three items.");
        }
    }
}
