package io.hubplane.transport.http.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The origins, besides the server's own, whose pages may connect: single origins, all below a domain as in
 * {@code https://*.example.org}, or any origin with {@code *}. Immutable.
 */
final class AllowedOrigins {
    private static final String ANY = "*";
    private static final String BELOW = "*.";
    /** Schemes that are written by mistake. All others are allowed, since each shell for apps has its own scheme. */
    private static final Set<String> NO_PAGES = Set.of("ws", "wss", "ftp", "file", "data", "blob", "javascript");

    private final Set<Origin> named = new HashSet<>();
    /** Each entry stands for the origins below its host. */
    private final List<Origin> domains = new ArrayList<>();

    private final boolean all;

    /**
     * Reads origins.
     *
     * @throws IllegalArgumentException if a text is not an origin
     */
    AllowedOrigins(Set<String> texts) {
        all = texts.contains(ANY);
        for (String text : texts) {
            if (!text.equals(ANY)) {
                Origin origin = parse(text);
                if (isPattern(origin)) {
                    domains.add(
                            new Origin(origin.scheme(), origin.host().substring(BELOW.length() - 1), origin.port()));
                } else {
                    named.add(origin);
                }
            }
        }
    }

    /**
     * Reads an origin, or a pattern with {@code *.} before the host.
     *
     * @throws IllegalArgumentException if it cannot be allowed; the message says why
     */
    static Origin parse(String text) {
        if (text.equals("null")) {
            throw new IllegalArgumentException("'null' is the origin of every sandboxed frame and of every file,"
                    + " whoever made it; serve the page from a host of yours and allow that host");
        }
        Origin origin = Origin.parsePattern(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' in hubplane.allowed-origins is not an"
                        + " origin; write scheme, host and, if needed, port as in https://app.example.org,"
                        + " https://*.example.org for all below a domain, or * for any"));
        if (NO_PAGES.contains(origin.scheme())) {
            throw new IllegalArgumentException(
                    "'" + text + "' in hubplane.allowed-origins: no page has an origin with the scheme '"
                            + origin.scheme() + "'; write the scheme of the page, as in https://app.example.org");
        }
        if (isPattern(origin) && isTooWide(origin.host().substring(BELOW.length()))) {
            throw new IllegalArgumentException(
                    "'" + text + "' in hubplane.allowed-origins would allow the pages of everybody who"
                            + " has a domain there; name a domain of yours, as in https://*.example.org");
        }
        return origin;
    }

    private static boolean isPattern(Origin origin) {
        return origin.host().startsWith(BELOW);
    }

    private static boolean isTooWide(String domain) {
        return domain.indexOf('.') < 0 && !domain.equals("localhost");
    }

    /** Whether any origin is allowed. */
    boolean all() {
        return all;
    }

    /** Whether an origin is allowed by its name or by a pattern, regardless of {@link #all}. */
    boolean contain(Origin origin) {
        return named.contains(origin) || domains.stream().anyMatch(domain -> isBelow(domain, origin));
    }

    private static boolean isBelow(Origin domain, Origin origin) {
        return domain.scheme().equals(origin.scheme())
                && domain.port() == origin.port()
                && origin.host().length() > domain.host().length()
                && origin.host().endsWith(domain.host());
    }
}
