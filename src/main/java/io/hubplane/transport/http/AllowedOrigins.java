package io.hubplane.transport.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The origins, besides the server's own, whose pages may connect: each by its name, all below a domain as in
 * {@code https://*.example.org}, or all of them by {@code *}. Immutable.
 */
final class AllowedOrigins {
    private static final String ANY = "*";
    private static final String BELOW = "*.";
    /** Schemes that are written by mistake. Others there are many: each shell for apps has its own. */
    private static final Set<String> NO_PAGES = Set.of("ws", "wss", "ftp", "file", "data", "blob", "javascript");

    private final Set<Origin> named = new HashSet<>();
    /** Each stands for the origins below its host. */
    private final List<Origin> domains = new ArrayList<>();

    private final boolean all;

    /**
     * Reads origins.
     *
     * @throws IllegalArgumentException if one is none
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
     * Reads what may be allowed: an origin, or one with {@code *.} before its host.
     *
     * @throws IllegalArgumentException saying why it may not
     */
    static Origin parse(String text) {
        if (text.equals("null")) {
            throw new IllegalArgumentException("null is what every sandboxed frame and every file has for an origin,"
                    + " whoever made it; serve the page from a host of yours and allow that");
        }
        Origin origin = Origin.parsePattern(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' in hubplane.allowed-origins is not an"
                        + " origin; write scheme, host and, if needed, port as in https://app.example.org,"
                        + " https://*.example.org for all below a domain, or * for any"));
        if (NO_PAGES.contains(origin.scheme())) {
            throw new IllegalArgumentException(
                    "'" + text + "' in hubplane.allowed-origins: no page has an origin of the" + " scheme '"
                            + origin.scheme() + "'; write that of the page, as in https://app.example.org");
        }
        if (isPattern(origin) && isTooWide(origin.host().substring(BELOW.length()))) {
            throw new IllegalArgumentException(
                    "'" + text + "' in hubplane.allowed-origins allows pages of everybody who"
                            + " has a domain there; name a domain of yours as in https://*.example.org");
        }
        return origin;
    }

    private static boolean isPattern(Origin origin) {
        return origin.host().startsWith(BELOW);
    }

    private static boolean isTooWide(String domain) {
        return domain.indexOf('.') < 0 && !domain.equals("localhost");
    }

    /** Whether all are allowed, the named ones and all others. */
    boolean all() {
        return all;
    }

    /** Whether one is allowed by its name, or as one below a domain. */
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
