package io.hubplane.backplane;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes the few MessagePack formats the backplane needs, each in its shortest form. Not thread safe. */
final class MessagePackWriter {
    private byte[] bytes;
    private int length;

    MessagePackWriter(int capacity) {
        bytes = new byte[capacity];
    }

    void nil() {
        oneByte(0xc0);
    }

    void bool(boolean value) {
        oneByte(value ? 0xc3 : 0xc2);
    }

    void integer(int value) {
        if (value >= 0) {
            unsigned(value);
        } else if (value >= -0x20) {
            oneByte(value);
        } else if (value >= Byte.MIN_VALUE) {
            header(0xd0, 1, value);
        } else if (value >= Short.MIN_VALUE) {
            header(0xd1, 2, value);
        } else {
            header(0xd2, 4, value);
        }
    }

    private void unsigned(int value) {
        if (value < 0x80) {
            oneByte(value);
        } else if (value < 0x100) {
            header(0xcc, 1, value);
        } else if (value < 0x10000) {
            header(0xcd, 2, value);
        } else {
            header(0xce, 4, value);
        }
    }

    /** Writes an unsigned 64 bit integer in its longest form, so that its place in the message is known. */
    void wideUnsigned(long value) {
        header(0xcf, 4, (int) (value >>> 32));
        ensure(4);
        put(4, (int) value);
    }

    void string(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        if (utf8.length < 0x20) {
            oneByte(0xa0 | utf8.length);
        } else if (utf8.length < 0x100) {
            header(0xd9, 1, utf8.length);
        } else if (utf8.length < 0x10000) {
            header(0xda, 2, utf8.length);
        } else {
            header(0xdb, 4, utf8.length);
        }
        raw(utf8);
    }

    void nullableString(@Nullable String value) {
        if (value == null) {
            nil();
        } else {
            string(value);
        }
    }

    void binary(byte[] value) {
        if (value.length < 0x100) {
            header(0xc4, 1, value.length);
        } else if (value.length < 0x10000) {
            header(0xc5, 2, value.length);
        } else {
            header(0xc6, 4, value.length);
        }
        raw(value);
    }

    void array(int items) {
        if (items < 0x10) {
            oneByte(0x90 | items);
        } else if (items < 0x10000) {
            header(0xdc, 2, items);
        } else {
            header(0xdd, 4, items);
        }
    }

    void map(int entries) {
        if (entries < 0x10) {
            oneByte(0x80 | entries);
        } else if (entries < 0x10000) {
            header(0xde, 2, entries);
        } else {
            header(0xdf, 4, entries);
        }
    }

    byte[] toByteArray() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private void oneByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    private void header(int format, int width, int value) {
        ensure(1 + width);
        bytes[length++] = (byte) format;
        put(width, value);
    }

    private void put(int width, int value) {
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >> shift);
        }
    }

    private void raw(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    private void ensure(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(2L * bytes.length, needed)));
        }
    }
}
