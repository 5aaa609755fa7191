package io.hubplane.backplane;

import io.hubplane.protocol.MessagePackWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The last three items of a message made by {@link BackplaneCodec}: which node it came from, its number among that
 * node's messages to the scope, and the signature of a {@link MessageSeal}. They have a fixed length, so they are written
 * and read in place:
 *
 * <pre>
 *   … | ac | node id, 12 bytes | cf | sequence, 8 bytes | c4 10 | signature, 16 bytes |
 * </pre>
 *
 * <p>The codec leaves them blank; a backplane that needs them fills them in when it publishes. A signature of zeros
 * means that there is none. Messages of ASP.NET Core nodes have no stamp.
 */
public final class BackplaneStamp {
    /** How many items of the array a stamp takes. */
    static final int ITEMS = 3;

    private static final int SIGNATURE_LENGTH = 16;

    /** Bytes of a stamp. */
    static final int LENGTH = 22 + 2 + SIGNATURE_LENGTH;

    /** Where the items begin, counted from the end of the message. */
    private static final int SIGNATURE = 2 + SIGNATURE_LENGTH;

    private static final int SEQUENCE = 1 + Long.BYTES + SIGNATURE;

    private static final int SHORTEST_MESSAGE = 1 + LENGTH;
    private static final String BLANK = " ".repeat(Backplane.NODE_ID_LENGTH);
    private static final byte ORIGIN_FORMAT = (byte) (0xa0 | Backplane.NODE_ID_LENGTH);
    private static final byte SEQUENCE_FORMAT = (byte) 0xcf;
    private static final byte SIGNATURE_FORMAT = (byte) 0xc4;
    private static final byte[] NO_SIGNATURE = new byte[SIGNATURE_LENGTH];

    private BackplaneStamp() {}

    /**
     * Fills in the stamp except for the signature, which stays unchanged.
     *
     * @param message a message made by {@link BackplaneCodec}; changed in place
     * @param origin the publishing node's id
     * @param sequence the message's number, from 1
     * @throws IllegalArgumentException if the message has no room for a stamp, or the id has the wrong length
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
            message[message.length - SIGNATURE - 1 - i] = (byte) (sequence >>> (8 * i));
        }
    }

    /**
     * Whether a message has room for a stamp, filled in or not. No message of ASP.NET Core looks as if it had room: its
     * broadcasts, acknowledgements and client results have at most two items, and the last item of its longer arrays is
     * a text without the bytes that begin a sequence and a signature.
     *
     * @param message the message
     * @return whether it was made by {@link BackplaneCodec}
     */
    public static boolean hasRoom(byte[] message) {
        return message.length > SHORTEST_MESSAGE
                && (message[0] & 0xf0) == 0x90
                && (message[0] & 0x0f) > 2
                && message[message.length - LENGTH] == ORIGIN_FORMAT
                && message[message.length - SEQUENCE] == SEQUENCE_FORMAT
                && message[message.length - SIGNATURE] == SIGNATURE_FORMAT
                && message[message.length - SIGNATURE + 1] == SIGNATURE_LENGTH;
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
     * @return its number among the messages of its node to the scope, from 1; 0 if the stamp is not filled in
     */
    public static long sequence(byte[] message) {
        long sequence = 0;
        for (int at = message.length - SEQUENCE + 1; at < message.length - SIGNATURE; at++) {
            sequence = sequence << 8 | (message[at] & 0xff);
        }
        return sequence;
    }

    /** Fills in the signature: the first 16 of the given bytes. */
    static void sign(byte[] message, byte[] computed) {
        System.arraycopy(computed, 0, message, message.length - SIGNATURE_LENGTH, SIGNATURE_LENGTH);
    }

    /** Whether a message has a signature, right or wrong. */
    static boolean isSigned(byte[] message) {
        return hasRoom(message) && !endsWith(message, NO_SIGNATURE);
    }

    /** Whether a message with room for a stamp has this signature; takes the same time whichever byte is wrong. */
    static boolean hasSignature(byte[] message, byte[] computed) {
        return endsWith(message, computed);
    }

    private static boolean endsWith(byte[] message, byte[] signature) {
        int difference = 0;
        for (int i = 0; i < SIGNATURE_LENGTH; i++) {
            difference |= message[message.length - SIGNATURE_LENGTH + i] ^ signature[i];
        }
        return difference == 0;
    }

    /** How many bytes of a message, from its beginning, the signature covers. */
    static int signedLength(byte[] message) {
        return message.length - SIGNATURE_LENGTH;
    }

    static void writeBlank(MessagePackWriter writer) {
        writer.string(BLANK);
        writer.wideUnsigned(0);
        writer.binary(NO_SIGNATURE);
    }
}
