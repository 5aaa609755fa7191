package io.hubplane.transport.http.access;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets the requests of many clients share equal texts: the names of headers, and the values of headers that describe a
 * browser and not a user. Otherwise each connection would keep its own copy, some hundreds of bytes.
 *
 * <p>It holds at most {@value #SLOTS} texts; a new text replaces the old one in its slot. Safe for any thread: two
 * threads that meet at a slot keep, at worst, one copy each.
 */
final class RepeatedTexts {
    private static final int SLOTS = 256;
    private static final int LONGEST = 256;

    /**
     * Headers whose values are shared, in lower case. No cookie, no token, nothing that must vanish with its
     * connection.
     */
    private static final Set<String> ALIKE = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "cache-control",
            "connection",
            "host",
            "origin",
            "pragma",
            "sec-fetch-dest",
            "sec-fetch-mode",
            "sec-fetch-site",
            "sec-websocket-extensions",
            "sec-websocket-version",
            "upgrade",
            "user-agent",
            "x-requested-with",
            "x-signalr-user-agent");

    private final @Nullable String[] texts = new String[SLOTS];

    /** The name of a header in lower case. */
    String name(String header) {
        return shared(header.toLowerCase(Locale.ROOT));
    }

    /**
     * The value of a header.
     *
     * @param name the header's name in lower case
     */
    String value(String name, String value) {
        return ALIKE.contains(name) ? shared(value) : value;
    }

    private String shared(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        int slot = spread(text.hashCode()) & SLOTS - 1;
        String present = texts[slot];
        if (text.equals(present)) {
            return present;
        }
        texts[slot] = text;
        return text;
    }

    private static int spread(int hash) {
        return hash ^ hash >>> 8 ^ hash >>> 16 ^ hash >>> 24;
    }
}
