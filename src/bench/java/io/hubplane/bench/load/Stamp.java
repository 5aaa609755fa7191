package io.hubplane.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * What every benchmark message carries, whatever protocol it travels in: who published it, which it is of those, and when
 * it was meant to be sent. {@code ~PPPP.SSSSSSSSSS.NNNNNNNNNNNNNNNNNNN~}, all of it decimal digits, so that a receiver finds
 * it without understanding the rest.
 */
public final class Stamp {
    /** How many characters a stamp takes. */
    public static final int LENGTH = 1 + 4 + 1 + 10 + 1 + 19 + 1;

    static final byte MARK = '~';

    private static final char HIDDEN = '^';

    private Stamp() {}

    /**
     * A payload of a given length.
     *
     * @param publisher who publishes, 0 to 9,999
     * @param sequence which of the publisher's messages it is, from 0
     * @param intended when it was meant to be sent, in nanoseconds of {@link System#nanoTime}, shifted to be positive
     * @param length its length in characters, at least {@link #LENGTH}
     * @return the payload, of characters that no protocol escapes
     */
    public static String payload(int publisher, long sequence, long intended, int length) {
        byte[] bytes = new byte[length];
        bytes[0] = MARK;
        digits(bytes, 1, 4, publisher);
        bytes[5] = '.';
        digits(bytes, 6, 10, sequence);
        bytes[16] = '.';
        digits(bytes, 17, 19, intended);
        bytes[36] = MARK;
        for (int i = LENGTH; i < length; i++) {
            bytes[i] = 'x';
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** The payload without what marks it as stamped. */
    static String hidden(String payload) {
        return payload.replace((char) MARK, HIDDEN);
    }

    /** The text with what marks payloads as stamped. */
    static String shown(String text) {
        return text.replace(HIDDEN, (char) MARK);
    }

    /**
     * Which of its publisher's messages a payload is.
     *
     * @param payload a payload that begins with its stamp
     * @return the sequence number
     */
    public static long sequence(byte[] payload) {
        return number(payload, 6, 10);
    }

    private static void digits(byte[] bytes, int from, int count, long value) {
        long left = value;
        for (int i = from + count - 1; i >= from; i--) {
            bytes[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }

    /** The number in some digits. */
    static long number(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value * 10 + (bytes[i] - '0');
        }
        return value;
    }
}
