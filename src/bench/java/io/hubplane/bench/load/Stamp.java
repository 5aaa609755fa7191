package io.hubplane.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * The part that every benchmark message has in any protocol: its publisher, its sequence number and the time at which
 * it was meant to be sent. {@code ~PPPP.SSSSSSSSSS.NNNNNNNNNNNNNNNNNNN~}, where all letters stand for decimal digits,
 * so that a receiver finds it without understanding the rest.
 */
public final class Stamp {
    /** The length of a stamp in characters. */
    public static final int LENGTH = 1 + 4 + 1 + 10 + 1 + 19 + 1;

    static final byte MARK = '~';

    private static final char HIDDEN = '^';

    private Stamp() {}

    /**
     * A payload of a given length.
     *
     * @param publisher the publisher, 0 to 9,999
     * @param sequence the message's number among the publisher's messages, from 0
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

    /** The payload without the marks of its stamp. */
    static String hidden(String payload) {
        return payload.replace((char) MARK, HIDDEN);
    }

    /** The text with the marks of stamps restored. */
    static String shown(String text) {
        return text.replace(HIDDEN, (char) MARK);
    }

    /**
     * The sequence number of a payload.
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

    /** Reads a number from decimal digits. */
    static long number(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value * 10 + (bytes[i] - '0');
        }
        return value;
    }
}
