package io.hubplane.backplane;

import io.hubplane.protocol.MessagePackWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The last two items of a message made by {@link BackplaneCodec}: which node it came from and its number among that
 * node's messages to the scope. They have a fixed length, so they are written and read in place:
 *
 * <pre>
 *   … | ac | node id, 12 bytes | cf | sequence, 8 bytes |
 * </pre>
 *
 * <p>The codec leaves them blank; a backplane that needs them fills them in while it publishes. Messages of ASP.NET
 * Core nodes have none.
 */
public final class BackplaneStamp {
    /** Bytes of a stamp. */
    static final int LENGTH = 22;

    private static final int SHORTEST_MESSAGE = 1 + LENGTH;
    private static final String BLANK = " ".repeat(Backplane.NODE_ID_LENGTH);
    private static final byte ORIGIN_FORMAT = (byte) (0xa0 | Backplane.NODE_ID_LENGTH);
    private static final byte SEQUENCE_FORMAT = (byte) 0xcf;

    private BackplaneStamp() {}

    /**
     * Fills in the stamp.
     *
     * @param message a message made by {@link BackplaneCodec}; changed in place
     * @param origin the publishing node's id
     * @param sequence the message's number, from 1
     * @throws IllegalArgumentException if the message has no room for a stamp, or the id not its length
     */
    public static void write(byte[] message, String origin, long sequence) {
        if (!hasRoom(message)) {
            throw new IllegalArgumentException("The message was not made by BackplaneCodec");
        }
        byte[] id = origin.getBytes(StandardCharsets.US_ASCII);
        if (id.length != Backplane.NODE_ID_LENGTH) {
            throw new IllegalArgumentException(
                    "Node id '" + origin + "' must have " + Backplane.NODE_ID_LENGTH + " characters");
        }
        System.arraycopy(id, 0, message, message.length - LENGTH + 1, id.length);
        for (int i = 0; i < Long.BYTES; i++) {
            message[message.length - 1 - i] = (byte) (sequence >>> (8 * i));
        }
    }

    /**
     * Whether a message has room for a stamp, filled in or not. No message of ASP.NET Core looks as if it had: its
     * broadcasts and acknowledgements have at most two items, and the last item of its longer arrays is a text without
     * the byte that begins a sequence.
     *
     * @param message the message
     * @return whether it was made by {@link BackplaneCodec}
     */
    public static boolean hasRoom(byte[] message) {
        return message.length > SHORTEST_MESSAGE
                && (message[0] & 0xf0) == 0x90
                && (message[0] & 0x0f) > 2
                && message[message.length - LENGTH] == ORIGIN_FORMAT
                && message[message.length - 1 - Long.BYTES] == SEQUENCE_FORMAT;
    }

    /**
     * The node a message came from.
     *
     * @param message the message
     * @return the node's id, or null if the message is not stamped
     */
    public static @Nullable String origin(byte[] message) {
        int at = message.length - LENGTH + 1;
        if (!hasRoom(message) || message[at] == ' ') {
            return null;
        }
        return new String(message, at, Backplane.NODE_ID_LENGTH, StandardCharsets.ISO_8859_1);
    }

    /**
     * The number of a message.
     *
     * @param message a message with room for a stamp
     * @return its number among the messages of its node to the scope, from 1; 0 if it is not filled in
     */
    public static long sequence(byte[] message) {
        long sequence = 0;
        for (int at = message.length - Long.BYTES; at < message.length; at++) {
            sequence = sequence << 8 | (message[at] & 0xff);
        }
        return sequence;
    }

    static void writeBlank(MessagePackWriter writer) {
        writer.string(BLANK);
        writer.wideUnsigned(0);
    }
}
