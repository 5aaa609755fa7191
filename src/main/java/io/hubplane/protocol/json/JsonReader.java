package io.hubplane.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hubplane.protocol.ProtocolException;
import java.util.Arrays;

/**
 * Reads JSON text (RFC 8259) in UTF-8. Never reads past the end. Throws {@link ProtocolException} for what breaks the
 * grammar; after that the position is undefined. Not thread safe.
 */
final class JsonReader {
    private final byte[] bytes;
    private final int end;
    private int position;
    /** Whether the string skipped last contains escapes. */
    private boolean escaped;

    JsonReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    static ProtocolException broken() {
        return new ProtocolException("Error reading JSON.");
    }

    /** Where the next byte is. */
    int position() {
        return position;
    }

    byte[] copyFrom(int start) {
        return Arrays.copyOfRange(bytes, start, position);
    }

    /** Whether nothing but white space is left. */
    boolean isAtEnd() {
        skipSpace();
        return position == end;
    }

    /** The byte that the next value or mark begins with; afterwards the position is at this byte. */
    int peek() {
        if (isAtEnd()) {
            throw broken();
        }
        return bytes[position];
    }

    /** Skips a mark if it comes next. */
    boolean take(char mark) {
        if (isAtEnd() || bytes[position] != mark) {
            return false;
        }
        position++;
        return true;
    }

    void expect(char mark) {
        if (!take(mark)) {
            throw broken();
        }
    }

    private void skipSpace() {
        while (position < end && isSpace(bytes[position])) {
            position++;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Reads a string. */
    String string() {
        expect('"');
        int start = position;
        skipString();
        return escaped
                ? JsonEscapes.decode(bytes, start, position - 1)
                : new String(bytes, start, position - 1 - start, UTF_8);
    }

    /** Reads the name of a member, and the colon after it. */
    JsonProperty name() {
        expect('"');
        int start = position;
        skipString();
        JsonProperty name;
        if (escaped) {
            byte[] decoded = JsonEscapes.decode(bytes, start, position - 1).getBytes(UTF_8);
            name = JsonProperty.of(decoded, 0, decoded.length);
        } else {
            name = JsonProperty.of(bytes, start, position - 1);
        }
        expect(':');
        return name;
    }

    /** Whether the next value is a number without a fraction and an exponent. */
    boolean isInteger() {
        int first = peek();
        int start = position;
        boolean integer = first == '-' || isDigit(first);
        if (integer) {
            skipNumber();
            for (int i = start + 1; i < position; i++) {
                integer &= isDigit(bytes[i]);
            }
            position = start;
        }
        return integer;
    }

    /** Reads a number for which {@link #isInteger} is true. */
    long integer() {
        int start = position;
        skipNumber();
        try {
            return Long.parseLong(new String(bytes, start, position - start, UTF_8));
        } catch (NumberFormatException e) {
            throw new ProtocolException("Error reading JSON.", e); // more than 64 bits
        }
    }

    /**
     * Skips a value.
     *
     * @param levels how deep it may be nested: 0 for a value that is neither array nor object
     */
    void skip(int levels) {
        switch (peek()) {
            case '"' -> {
                position++;
                skipString();
            }
            case '[' -> skipArray(levels);
            case '{' -> skipObject(levels);
            case 't' -> skipLiteral("true");
            case 'f' -> skipLiteral("false");
            case 'n' -> skipLiteral("null");
            default -> skipNumber();
        }
    }

    /**
     * Skips an array.
     *
     * @param levels how deep it may be nested, including its own level
     * @return the number of its items
     */
    int skipArray(int levels) {
        requireOne(levels);
        expect('[');
        int count = 0;
        if (!take(']')) {
            do {
                skip(levels - 1);
                count++;
            } while (take(','));
            expect(']');
        }
        return count;
    }

    private void skipObject(int levels) {
        requireOne(levels);
        expect('{');
        if (!take('}')) {
            do {
                expect('"');
                skipString();
                expect(':');
                skip(levels - 1);
            } while (take(','));
            expect('}');
        }
    }

    private static void requireOne(int levels) {
        if (levels == 0) {
            throw broken();
        }
    }

    private void skipLiteral(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            if (next() != literal.charAt(i)) {
                throw broken();
            }
        }
    }

    private void skipNumber() {
        int first = next();
        if (first == '-') {
            first = next();
        }
        if (!isDigit(first)) {
            throw broken();
        }
        if (first != '0') {
            skipDigits();
        }
        if (position < end && bytes[position] == '.') {
            position++;
            requireDigits();
        }
        if (position < end && (bytes[position] | 0x20) == 'e') {
            position++;
            if (position < end && (bytes[position] == '+' || bytes[position] == '-')) {
                position++;
            }
            requireDigits();
        }
    }

    private void requireDigits() {
        if (!isDigit(next())) {
            throw broken();
        }
        skipDigits();
    }

    private void skipDigits() {
        while (position < end && isDigit(bytes[position])) {
            position++;
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Skips the rest of a string after its opening quote. */
    private void skipString() {
        escaped = false;
        for (int c = next(); c != '"'; c = next()) {
            if (c == '\\') {
                escaped = true;
                skipEscape();
            } else if (c < ' ') {
                skipContinuation(c);
            }
        }
    }

    private void skipEscape() {
        switch (next()) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {}
            case 'u' -> {
                for (int i = 0; i < 4; i++) {
                    if (Character.digit(next(), 16) < 0) {
                        throw broken();
                    }
                }
            }
            default -> throw broken();
        }
    }

    /** Skips the bytes after the first one of a character that has several (RFC 3629, <em>UTF-8 definition</em>). */
    private void skipContinuation(int first) {
        int more;
        if ((first & 0xe0) == 0xc0) {
            more = 1;
        } else if ((first & 0xf0) == 0xe0) {
            more = 2;
        } else if ((first & 0xf8) == 0xf0) {
            more = 3;
        } else {
            throw broken();
        }
        for (int i = 0; i < more; i++) {
            if ((next() & 0xc0) != 0x80) {
                throw broken();
            }
        }
    }

    /** The next byte, negative beyond ASCII. */
    private int next() {
        if (position == end) {
            throw broken();
        }
        return bytes[position++];
    }
}
