package io.hubplane.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads MessagePack in every width of each format. Never reads past the end and never reserves more memory than the
 * message has bytes. Throws {@link ProtocolException} for what does not fit; after that the position is undefined. Not
 * thread safe.
 */
public final class MessagePackReader {
    private final byte[] bytes;
    private final int end;
    private int position;

    /**
     * Reads a whole array.
     *
     * @param bytes the bytes; not copied
     */
    public MessagePackReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /**
     * Reads a part of an array.
     *
     * @param bytes the bytes; not copied
     * @param offset where the part begins
     * @param length its length in bytes
     */
    public MessagePackReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    /**
     * Where the next value begins.
     *
     * @return its index in the array passed to the constructor
     */
    public int position() {
        return position;
    }

    /**
     * The first byte of the next value.
     *
     * @return 0 to 255
     */
    public int peek() {
        need(1);
        return bytes[position] & 0xff;
    }

    /**
     * What the next value is.
     *
     * @return its type
     */
    public MessagePackType type() {
        int format = peek();
        if (format == 0xc1) {
            throw unexpected("a value", format, position);
        }
        return MessagePackType.of(format);
    }

    /** Skips a nil. */
    public void nil() {
        int at = position;
        int format = next();
        if (format != 0xc0) {
            throw unexpected("nil", format, at);
        }
    }

    /**
     * Reads an integer of 32 bits.
     *
     * @return the integer
     */
    public int integer() {
        int at = position;
        boolean unsigned = peek() == 0xcf;
        long value = integerBits();
        if (value != (int) value || (unsigned && value < 0)) {
            throw new ProtocolException("Integer at byte " + at + " does not fit 32 bits.");
        }
        return (int) value;
    }

    /**
     * Reads an integer of 64 bits.
     *
     * @return the integer
     */
    public long longInteger() {
        int at = position;
        boolean unsigned = peek() == 0xcf;
        long value = integerBits();
        if (unsigned && value < 0) {
            throw new ProtocolException("Integer at byte " + at + " does not fit 64 bits.");
        }
        return value;
    }

    /**
     * Reads an integer whose range the caller checks.
     *
     * @return the integer; its lowest 64 bits if {@link #peek} was 0xcf, an unsigned integer of 64 bits
     */
    public long integerBits() {
        int at = position;
        int format = next();
        if (format < 0x80) {
            return format;
        }
        if (format >= 0xe0) {
            return (byte) format;
        }
        return switch (format) {
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

    /**
     * Reads a floating point number.
     *
     * @return the number; the value of a {@code float} if {@link #peek} was 0xca, a number of 32 bits
     */
    public double floatingPoint() {
        int at = position;
        int format = next();
        return switch (format) {
            case 0xca -> Float.intBitsToFloat((int) unsigned(4));
            case 0xcb -> Double.longBitsToDouble(unsigned(8));
            default -> throw unexpected("a floating point number", format, at);
        };
    }

    /**
     * Reads a boolean.
     *
     * @return the boolean
     */
    public boolean bool() {
        int at = position;
        int format = next();
        if (format != 0xc2 && format != 0xc3) {
            throw unexpected("a boolean", format, at);
        }
        return format == 0xc3;
    }

    /**
     * Reads a string.
     *
     * @return the string
     */
    public String string() {
        int at = position;
        String value = nullableString();
        if (value == null) {
            throw unexpected("a string", 0xc0, at);
        }
        return value;
    }

    /**
     * Reads a string or nil.
     *
     * @return the string, or null
     */
    public @Nullable String nullableString() {
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

    /**
     * Reads binary data.
     *
     * @return a copy
     */
    public byte[] binary() {
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

    /**
     * Reads the beginning of an array.
     *
     * @return the number of items that follow; there are at least as many bytes left
     */
    public int array() {
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

    /**
     * Reads the beginning of a map.
     *
     * @return the number of entries, a key and a value each, that follow; there are at least twice as many bytes left
     */
    public int map() {
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

    /**
     * Reads an extension.
     *
     * @return its type, one byte, and its data; a copy
     */
    public byte[] extension() {
        int length = extensionLength();
        need(length + 1L);
        byte[] value = Arrays.copyOfRange(bytes, position, position + length + 1);
        position += length + 1;
        return value;
    }

    /**
     * Skips a value.
     *
     * @param levels how deep it may be nested: 0 for a value that is neither array nor map
     */
    public void skip(int levels) {
        switch (type()) {
            case NIL, BOOLEAN -> position++;
            case INTEGER -> integerBits();
            case FLOATING_POINT -> floatingPoint();
            case STRING, BINARY -> skipBytes();
            case ARRAY -> skip(array(), levels);
            case MAP -> skip(2L * map(), levels);
            case EXTENSION -> {
                int length = extensionLength();
                need(length + 1L);
                position += length + 1;
            }
        }
    }

    private void skip(long values, int levels) {
        if (levels == 0) {
            throw new ProtocolException("Arrays and maps are nested too deeply at byte " + position + ".");
        }
        for (long i = 0; i < values; i++) {
            skip(levels - 1);
        }
    }

    private void skipBytes() {
        int format = next();
        int length = switch (format) {
            case 0xc4, 0xd9 -> length(1, 1);
            case 0xc5, 0xda -> length(2, 1);
            case 0xc6, 0xdb -> length(4, 1);
            default -> format & 0x1f;
        };
        need(length);
        position += length;
    }

    /** Reads the beginning of an extension, up to its type. */
    private int extensionLength() {
        int at = position;
        int format = next();
        return switch (format) {
            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> 1 << (format - 0xd4);
            case 0xc7 -> length(1, 1);
            case 0xc8 -> length(2, 1);
            case 0xc9 -> length(4, 1);
            default -> throw unexpected("an extension", format, at);
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
        if (count > end - position) {
            throw new ProtocolException("Message ends too early: " + count + " more bytes expected at byte " + position
                    + " of " + end + ".");
        }
    }

    private static ProtocolException unexpected(String expected, int format, int at) {
        return new ProtocolException(
                "Expected " + expected + " at byte " + at + ", found 0x" + Integer.toHexString(format) + ".");
    }
}
