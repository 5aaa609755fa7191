package io.hubplane.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes MessagePack, each value in its shortest form. An array or map is announced with its length by {@link #array}
 * or {@link #map}, or it is opened and gets its length when it is closed. Not thread safe.
 */
public final class MessagePackWriter {
    private byte[] bytes;
    private int length;

    /**
     * Makes an empty writer.
     *
     * @param capacity about how many bytes the message will have
     */
    public MessagePackWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /**
     * The length of a text when it is written.
     *
     * @param value the text, or null
     * @return the number of bytes; too small if not all characters are ASCII
     */
    public static int lengthOf(@Nullable String value) {
        if (value == null) {
            return 1;
        }
        int count = value.length();
        return count < 0x20 ? 1 + count : lengthOf(count);
    }

    /**
     * The length of binary data when they are written.
     *
     * @param value the data
     * @return the number of bytes
     * @throws ArithmeticException if they are too long to be written
     */
    public static int lengthOf(byte[] value) {
        return lengthOf(value.length);
    }

    private static int lengthOf(int count) {
        return Math.addExact(count, count < 0x100 ? 2 : count < 0x10000 ? 3 : 5);
    }

    /** Writes nil. */
    public void nil() {
        oneByte(0xc0);
    }

    /**
     * Writes a boolean.
     *
     * @param value the boolean
     */
    public void bool(boolean value) {
        oneByte(value ? 0xc3 : 0xc2);
    }

    /**
     * Writes an integer.
     *
     * @param value the integer
     */
    public void integer(long value) {
        if (value >= 0) {
            unsigned(value);
        } else if (value >= -0x20) {
            oneByte((int) value);
        } else if (value >= Byte.MIN_VALUE) {
            header(0xd0, 1, value);
        } else if (value >= Short.MIN_VALUE) {
            header(0xd1, 2, value);
        } else if (value >= Integer.MIN_VALUE) {
            header(0xd2, 4, value);
        } else {
            header(0xd3, 8, value);
        }
    }

    private void unsigned(long value) {
        if (value < 0x80) {
            oneByte((int) value);
        } else if (value < 0x100) {
            header(0xcc, 1, value);
        } else if (value < 0x10000) {
            header(0xcd, 2, value);
        } else if (value < 0x1_0000_0000L) {
            header(0xce, 4, value);
        } else {
            wideUnsigned(value);
        }
    }

    /**
     * Writes an unsigned integer of 64 bits in its longest form, so that its position in the message is known.
     *
     * @param value its bits
     */
    public void wideUnsigned(long value) {
        header(0xcf, 8, value);
    }

    /**
     * Writes a floating point number of 32 bits.
     *
     * @param value the number
     */
    public void float32(float value) {
        header(0xca, 4, Float.floatToIntBits(value));
    }

    /**
     * Writes a floating point number of 64 bits.
     *
     * @param value the number
     */
    public void float64(double value) {
        header(0xcb, 8, Double.doubleToLongBits(value));
    }

    /**
     * Writes a string.
     *
     * @param value the string
     */
    public void string(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        string(utf8, 0, utf8.length);
    }

    /**
     * Writes a string or nil.
     *
     * @param value the string, or null
     */
    public void nullableString(@Nullable String value) {
        if (value == null) {
            nil();
        } else {
            string(value);
        }
    }

    /**
     * Writes a string.
     *
     * @param utf8 holds its bytes
     * @param offset where they begin
     * @param count how many there are
     */
    public void string(byte[] utf8, int offset, int count) {
        if (count < 0x20) {
            oneByte(0xa0 | count);
        } else if (count < 0x100) {
            header(0xd9, 1, count);
        } else if (count < 0x10000) {
            header(0xda, 2, count);
        } else {
            header(0xdb, 4, count);
        }
        raw(utf8, offset, count);
    }

    /**
     * Writes binary data.
     *
     * @param value the data
     */
    public void binary(byte[] value) {
        binary(value, 0, value.length);
    }

    /**
     * Writes binary data.
     *
     * @param value holds the data
     * @param offset where they begin
     * @param count how many bytes there are
     */
    public void binary(byte[] value, int offset, int count) {
        if (count < 0x100) {
            header(0xc4, 1, count);
        } else if (count < 0x10000) {
            header(0xc5, 2, count);
        } else {
            header(0xc6, 4, count);
        }
        raw(value, offset, count);
    }

    /**
     * Writes an extension.
     *
     * @param value its type, one byte, and its data
     */
    public void extension(byte[] value) {
        int count = value.length - 1;
        switch (count) {
            case 1, 2, 4, 8, 16 -> oneByte(0xd4 + Integer.numberOfTrailingZeros(count));
            default -> {
                if (count < 0x100) {
                    header(0xc7, 1, count);
                } else if (count < 0x10000) {
                    header(0xc8, 2, count);
                } else {
                    header(0xc9, 4, count);
                }
            }
        }
        raw(value, 0, value.length);
    }

    /**
     * Announces an array.
     *
     * @param items how many values follow
     */
    public void array(int items) {
        close(open(), items, 0x90, 0xdc);
    }

    /**
     * Announces a map.
     *
     * @param entries how many keys, each with a value, follow
     */
    public void map(int entries) {
        close(open(), entries, 0x80, 0xde);
    }

    /**
     * Begins an array or map whose length is not known.
     *
     * @return the value to end it with
     */
    public int open() {
        oneByte(0);
        return length - 1;
    }

    /**
     * Ends an array.
     *
     * @param opened the value that {@link #open} returned; everything opened since then must have been ended
     * @param items how many values have been written since
     */
    public void closeArray(int opened, int items) {
        close(opened, items, 0x90, 0xdc);
    }

    /**
     * Ends a map.
     *
     * @param opened the value that {@link #open} returned; everything opened since then must have been ended
     * @param entries how many keys, each with a value, have been written since
     */
    public void closeMap(int opened, int entries) {
        close(opened, entries, 0x80, 0xde);
    }

    private void close(int opened, int count, int shortFormat, int format16) {
        if (count < 0x10) {
            bytes[opened] = (byte) (shortFormat | count);
            return;
        }
        int width = count < 0x10000 ? 2 : 4;
        ensure(width);
        System.arraycopy(bytes, opened + 1, bytes, opened + 1 + width, length - opened - 1);
        int end = length + width;
        length = opened;
        header(width == 2 ? format16 : format16 + 1, width, count);
        length = end;
    }

    /**
     * Writes bytes unchanged: encoded MessagePack, or anything else.
     *
     * @param value holds the bytes
     * @param offset where they begin
     * @param count how many there are
     */
    public void raw(byte[] value, int offset, int count) {
        ensure(count);
        System.arraycopy(value, offset, bytes, length, count);
        length += count;
    }

    /**
     * Replaces bytes that were already written.
     *
     * @param value the bytes
     * @param count how many of them
     * @param at the position of the first one
     */
    public void overwrite(byte[] value, int count, int at) {
        System.arraycopy(value, 0, bytes, at, count);
    }

    /**
     * How much has been written.
     *
     * @return the number of bytes
     */
    public int length() {
        return length;
    }

    /**
     * All that has been written.
     *
     * @return the bytes, owned by the caller if nothing is written afterwards
     */
    public byte[] toByteArray() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /**
     * What has been written from a position on.
     *
     * @param from the position
     * @return a copy
     */
    public byte[] toByteArray(int from) {
        return Arrays.copyOfRange(bytes, from, length);
    }

    private void oneByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    private void header(int format, int width, long value) {
        ensure(1 + width);
        bytes[length++] = (byte) format;
        put(width, value);
    }

    private void put(int width, long value) {
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >> shift);
        }
    }

    private void ensure(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(2L * bytes.length, needed)));
        }
    }
}
