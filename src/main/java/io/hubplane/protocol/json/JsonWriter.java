package io.hubplane.protocol.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * Writes JSON text (RFC 8259) in UTF-8, byte for byte as Jackson does. The two can take turns, since what is written to
 * the stream is kept unchanged. Not thread safe.
 */
final class JsonWriter extends OutputStream {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(US_ASCII);
    /** The most bytes for one character: an escape with four digits. */
    private static final int LONGEST_CHARACTER = 6;

    private byte[] bytes;
    private int length;

    /** A writer for about that many bytes; if exactly that many are written, they need not be copied. */
    JsonWriter(int capacity) {
        bytes = new byte[capacity];
    }

    @Override
    public void write(int b) {
        ensure(1);
        bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] from, int offset, int count) {
        ensure(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    /** Writes JSON unchanged. */
    void raw(byte[] json) {
        write(json, 0, json.length);
    }

    /** Writes a literal or number. */
    @SuppressWarnings("deprecation") // exactly right for ASCII text
    void raw(String ascii) {
        int count = ascii.length();
        ensure(count);
        ascii.getBytes(0, count, bytes, length);
        length += count;
    }

    void string(String text) {
        int count = text.length();
        ensure(count + 2);
        bytes[length++] = '"';
        int i = 0;
        while (i < count) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c >= 0x80) {
                break;
            }
            bytes[length++] = (byte) c;
            i++;
        }
        for (; i < count; i++) {
            character(text.charAt(i));
        }
        write('"');
    }

    private void character(char c) {
        ensure(LONGEST_CHARACTER);
        if (c >= 0x80) {
            beyondAscii(c);
        } else if (c == '"' || c == '\\') {
            escape(c);
        } else if (c >= ' ') {
            bytes[length++] = (byte) c;
        } else {
            control(c);
        }
    }

    private void beyondAscii(char c) {
        if (Character.isSurrogate(c)) {
            digits(c); // a pair becomes two escapes, a lone half one
        } else if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | c >> 6);
            bytes[length++] = (byte) (0x80 | (c & 0x3f));
        } else {
            bytes[length++] = (byte) (0xe0 | c >> 12);
            bytes[length++] = (byte) (0x80 | (c >> 6 & 0x3f));
            bytes[length++] = (byte) (0x80 | (c & 0x3f));
        }
    }

    private void control(char c) {
        switch (c) {
            case '\b' -> escape('b');
            case '\f' -> escape('f');
            case '\n' -> escape('n');
            case '\r' -> escape('r');
            case '\t' -> escape('t');
            default -> digits(c);
        }
    }

    private void escape(char c) {
        bytes[length++] = '\\';
        bytes[length++] = (byte) c;
    }

    private void digits(char c) {
        escape('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[c >> shift & 0xf];
        }
    }

    byte[] toByteArray() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private void ensure(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(2L * bytes.length, needed)));
        }
    }
}
