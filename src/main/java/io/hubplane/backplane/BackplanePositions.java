package io.hubplane.backplane;

import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackWriter;
import io.hubplane.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.List;

/**
 * What nodes tell each other about the numbers of their messages, after a possible loss that no later message shows:
 * that of the last messages on a channel, or of the first. Between Hubplane nodes only, on one channel for all of them,
 * as MessagePack arrays:
 *
 * <pre>
 *   Asked  [1, deaf for, stamp]
 *   Told   [2, [[channel, position, run's age, lost, lost for]…], stamp], if it is the last one; else
 *          [2, [[channel, position, run's age, lost, lost for]…], true, stamp]
 * </pre>
 *
 * <p>Times are durations up to the moment of writing, in milliseconds, so the nodes' clocks need not agree. The last
 * three items are a {@link BackplaneStamp} without a number.
 */
public sealed interface BackplanePositions {
    /**
     * Asks every node which channels it has published to lately.
     *
     * @param deafMillis for how long the asking node may have received nothing, in milliseconds
     */
    record Asked(long deafMillis) implements BackplanePositions {}

    /**
     * What a node has published.
     *
     * @param channels the channels
     * @param more whether another message tells of more channels
     */
    record ToldAll(List<Told> channels, boolean more) implements BackplanePositions {}

    /**
     * What a node has published to one channel.
     *
     * @param channel the channel
     * @param position the number of the last message, as in its stamp
     * @param runMillis how long ago the run of numbers began, in milliseconds
     * @param lost how many messages are or may be lost that were not reported before
     * @param lostMillis how long ago the first of them was lost, in milliseconds
     */
    record Told(String channel, long position, long runMillis, long lost, long lostMillis) {}

    /**
     * Encodes for the channel of all nodes.
     *
     * @return the bytes, with a stamp to be filled in
     */
    default byte[] encode() {
        MessagePackWriter writer = new MessagePackWriter(256);
        if (this instanceof ToldAll told) {
            writer.array((told.more() ? 3 : 2) + BackplaneStamp.ITEMS);
            writer.integer(2);
            writer.array(told.channels().size());
            for (Told channel : told.channels()) {
                writer.array(5);
                writer.string(channel.channel());
                writer.wideUnsigned(channel.position());
                writer.integer(channel.runMillis());
                writer.integer(channel.lost());
                writer.integer(channel.lostMillis());
            }
            if (told.more()) {
                writer.bool(true);
            }
        } else if (this instanceof Asked asked) {
            writer.array(2 + BackplaneStamp.ITEMS);
            writer.integer(1);
            writer.integer(asked.deafMillis());
        }
        BackplaneStamp.writeBlank(writer);
        return writer.toByteArray();
    }

    /**
     * Decodes a message from the channel of all nodes.
     *
     * @param message the bytes
     * @return the message
     * @throws BackplaneException if they are not such a message
     */
    static BackplanePositions decode(byte[] message) {
        try {
            MessagePackReader reader = new MessagePackReader(message);
            int items = reader.array();
            int kind = reader.integer();
            return switch (kind) {
                case 1 -> new Asked(reader.longInteger());
                case 2 -> readTold(reader, items);
                default -> throw new BackplaneException("Unknown kind " + kind + " of message about positions.");
            };
        } catch (ProtocolException e) {
            throw new BackplaneException(String.valueOf(e.getMessage()), e);
        }
    }

    private static ToldAll readTold(MessagePackReader reader, int items) {
        int count = reader.array();
        List<Told> channels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (reader.array() != 5) {
                throw new BackplaneException("Expected a channel, its position and three numbers.");
            }
            channels.add(new Told(
                    reader.string(),
                    reader.integerBits(),
                    reader.longInteger(),
                    reader.longInteger(),
                    reader.longInteger()));
        }
        return new ToldAll(channels, items > 2 + BackplaneStamp.ITEMS && reader.bool());
    }
}
