package io.hubplane.transport.http;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has the requests of many clients share what they say alike: the names of headers, and the values of those that tell of
 * a browser and not of a user. Otherwise each connection would keep its own copy of all of it, some hundreds of bytes.
 *
 * <p>It forgets as it goes and holds {@value #SLOTS} texts at most. Safe for any thread: two that meet at a slot may at
 * worst keep a copy each.
 */
final class RepeatedTexts {
    private static final int SLOTS = 256;
    private static final int LONGEST = 256;

    /** By name in lower case. No cookie, no token, nothing else that is to be forgotten with its connection. */
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
