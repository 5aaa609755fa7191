package io.hubplane.backplane;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the few MessagePack formats the backplane needs, in every width. Never reads past the end and never reserves
 * more memory than the message has bytes; what does not fit is a {@link BackplaneException}. Not thread safe.
 */
final class MessagePackReader {
    private final byte[] bytes;
    private int position;

    MessagePackReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int integer() {
        int at = position;
        int format = next();
        long value;
        if (format < 0x80) {
            value = format;
        } else if (format >= 0xe0) {
            value = (byte) format;
        } else {
            value = switch (format) {
                case 0xcc -> unsigned(1);
                case 0xcd -> unsigned(2);
                case 0xce -> unsigned(4);
                case 0xd0 -> (byte) unsigned(1);
                case 0xd1 -> (short) unsigned(2);
                case 0xd2 -> (int) unsigned(4);
                case 0xcf, 0xd3 -> unsigned(8);
                default -> throw unexpected("an integer", format, at);
            };
        }
        if (value != (int) value || (format == 0xcf && value < 0)) {
            throw new BackplaneException("Integer at byte " + at + " does not fit 32 bits.");
        }
        return (int) value;
    }

    boolean bool() {
        int at = position;
        int format = next();
        if (format != 0xc2 && format != 0xc3) {
            throw unexpected("a boolean", format, at);
        }
        return format == 0xc3;
    }

    String string() {
        String value = nullableString();
        if (value == null) {
            throw unexpected("a string", 0xc0, position - 1);
        }
        return value;
    }

    @Nullable
    String nullableString() {
        int at = position;
        int format = next();
        if (format == 0xc0) {
            return null;
        }
        int length;
        if (format >= 0xa0 && format < 0xc0) {
            length = format & 0x1f;
        } else {
            length = switch (format) {
                case 0xd9 -> length(1, 1);
                case 0xda -> length(2, 1);
                case 0xdb -> length(4, 1);
                default -> throw unexpected("a string", format, at);
            };
        }
        need(length);
        String value = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return value;
    }

    byte[] binary() {
        int at = position;
        int format = next();
        int length = switch (format) {
            case 0xc4 -> length(1, 1);
            case 0xc5 -> length(2, 1);
            case 0xc6 -> length(4, 1);
            default -> throw unexpected("binary data", format, at);
        };
        byte[] value = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return value;
    }

    /** The number of items; there are at least as many bytes left. */
    int array() {
        int at = position;
        int format = next();
        if (format >= 0x90 && format < 0xa0) {
            need(format & 0x0f);
            return format & 0x0f;
        }
        return switch (format) {
            case 0xdc -> length(2, 1);
            case 0xdd -> length(4, 1);
            default -> throw unexpected("an array", format, at);
        };
    }

    /** The number of entries; there are at least twice as many bytes left. */
    int map() {
        int at = position;
        int format = next();
        if (format >= 0x80 && format < 0x90) {
            need(2L * (format & 0x0f));
            return format & 0x0f;
        }
        return switch (format) {
            case 0xde -> length(2, 2);
            case 0xdf -> length(4, 2);
            default -> throw unexpected("a map", format, at);
        };
    }

    private int next() {
        need(1);
        return bytes[position++] & 0xff;
    }

    private long unsigned(int width) {
        need(width);
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | (bytes[position++] & 0xff);
        }
        return value;
    }

    private int length(int width, int bytesEach) {
        long length = unsigned(width);
        need(length * bytesEach);
        return (int) length;
    }

    private void need(long count) {
        if (count > bytes.length - position) {
            throw new BackplaneException("Message of " + bytes.length + " bytes ends too early: " + count
                    + " more expected at byte " + position + ".");
        }
    }

    private static BackplaneException unexpected(String expected, int format, int at) {
        return new BackplaneException(
                "Expected " + expected + " at byte " + at + ", found 0x" + Integer.toHexString(format) + ".");
    }
}
