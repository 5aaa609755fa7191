package io.hubplane.backplane.redis.topology;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the parts of an address that may be percent-encoded. */
final class PercentText {
    private PercentText() {}

    /** Decodes percent-encoded UTF-8; null for null. A plus means itself, as in every URI except those of forms. */
    static @Nullable String decoded(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') { // two digits follow, since otherwise it would not be a URI
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
