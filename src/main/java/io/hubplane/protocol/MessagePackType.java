package io.hubplane.protocol;

/** The type of a MessagePack value, recognized by its first byte (MessagePack specification, <em>Formats</em>). */
public enum MessagePackType {
    /** Nothing. */
    NIL,
    /** True or false. */
    BOOLEAN,
    /** A signed or unsigned integer of up to 64 bits. */
    INTEGER,
    /** A floating point number of 32 or 64 bits. */
    FLOATING_POINT,
    /** Text in UTF-8. */
    STRING,
    /** Bytes. */
    BINARY,
    /** Values in order. */
    ARRAY,
    /** Keys, each with a value. */
    MAP,
    /** Bytes with a type. */
    EXTENSION;

    /** The type that a first byte announces. No value begins with 0xc1. */
    static MessagePackType of(int format) {
        if (format < 0x80 || format >= 0xe0) {
            return INTEGER;
        }
        if (format < 0xc0) {
            return format < 0x90 ? MAP : format < 0xa0 ? ARRAY : STRING;
        }
        return switch (format) {
            case 0xc0 -> NIL;
            case 0xc2, 0xc3 -> BOOLEAN;
            case 0xc4, 0xc5, 0xc6 -> BINARY;
            case 0xca, 0xcb -> FLOATING_POINT;
            case 0xd9, 0xda, 0xdb -> STRING;
            case 0xdc, 0xdd -> ARRAY;
            case 0xde, 0xdf -> MAP;
            case 0xc7, 0xc8, 0xc9, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> EXTENSION;
            default -> INTEGER;
        };
    }
}
