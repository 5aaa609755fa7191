package io.hubplane.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Decodes strings with escapes (RFC 8259, section 7). */
final class JsonEscapes {
    private JsonEscapes() {}

    /** The text of a valid string, given without its quotes. */
    static String decode(byte[] bytes, int start, int end) {
        StringBuilder text = new StringBuilder(end - start);
        int plain = start;
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\\') {
                text.append(new String(bytes, plain, i - plain, UTF_8));
                i++;
                if (bytes[i] == 'u') {
                    text.append((char) Integer.parseInt(new String(bytes, i + 1, 4, UTF_8), 16));
                    i += 4;
                } else {
                    text.append(meaning(bytes[i]));
                }
                plain = i + 1;
            }
        }
        return text.append(new String(bytes, plain, end - plain, UTF_8)).toString();
    }

    private static char meaning(byte escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) escape;
        };
    }
}
