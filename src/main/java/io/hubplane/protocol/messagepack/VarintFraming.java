package io.hubplane.protocol.messagepack;

import io.hubplane.protocol.Framing;
import io.hubplane.protocol.MessagePackWriter;
import io.hubplane.protocol.ProtocolException;

/**
 * Messages preceded by their length (Hub Protocol, <em>MessagePack encoding</em>): seven bits in each byte, the lowest
 * first; the highest bit says that another byte follows.
 *
 * <pre>
 *   1 = 01   127 = 7f   128 = 80 01   2^31-1 = ff ff ff ff 07
 * </pre>
 */
final class VarintFraming implements Framing {
    private static final int LONGEST_PREFIX = 5;
    private static final byte[] ROOM_FOR_PREFIX = new byte[LONGEST_PREFIX];

    @Override
    public Bounds next(byte[] buffer, int offset, int scanned, int available) {
        int message = 0;
        for (int i = 0; i < Math.min(available, LONGEST_PREFIX); i++) {
            int group = buffer[offset + i];
            if (i == LONGEST_PREFIX - 1 && (group < 0 || group > 0x07)) {
                throw new ProtocolException("The length of a message exceeds " + Integer.MAX_VALUE + " bytes.");
            }
            message |= (group & 0x7f) << (7 * i);
            if (group >= 0) {
                int header = i + 1;
                return available - header < message
                        ? Bounds.incomplete(message)
                        : new Bounds(header, message, header + message);
            }
        }
        return Bounds.incomplete(0);
    }

    /** A writer for a message; {@link #frame} puts its length before it. */
    static MessagePackWriter begin(int expectedLength) {
        MessagePackWriter writer = new MessagePackWriter(LONGEST_PREFIX + expectedLength);
        writer.raw(ROOM_FOR_PREFIX, 0, LONGEST_PREFIX);
        return writer;
    }

    /** The message with its length before it. */
    static byte[] frame(MessagePackWriter begun) {
        byte[] prefix = new byte[LONGEST_PREFIX];
        int width = 0;
        int rest = begun.length() - LONGEST_PREFIX;
        do {
            int group = rest & 0x7f;
            rest >>>= 7;
            prefix[width++] = (byte) (rest == 0 ? group : group | 0x80);
        } while (rest != 0);
        begun.overwrite(prefix, width, LONGEST_PREFIX - width);
        return begun.toByteArray(LONGEST_PREFIX - width);
    }
}
