package io.hubplane.transport.http.access;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The origin of a page (RFC 6454, section 6.2). Two origins are equal if a browser considers them the same.
 *
 * @param scheme the scheme in lower case
 * @param host the host in lower case, an IPv6 address in brackets
 * @param port the port; the scheme's default if none was written; -1 if the scheme has no default
 */
record Origin(String scheme, String host, int port) {
    private static final String HOST = "\\[[0-9a-f:.]+]|[^/:@?#*,\\s\\[\\]]+";
    private static final Pattern SYNTAX = syntax(HOST);
    private static final Pattern SYNTAX_OF_PATTERNS = syntax("(?:\\*\\.)?(?:" + HOST + ")");
    private static final int LAST_PORT = 65_535;

    private static Pattern syntax(String host) {
        return Pattern.compile("([a-z][a-z0-9+.-]*)://(" + host + ")(?::([0-9]{1,5}))?");
    }

    static Optional<Origin> parse(String text) {
        return parse(text, SYNTAX);
    }

    /** Reads an origin, or a pattern whose host begins with {@code *.}. */
    static Optional<Origin> parsePattern(String text) {
        return parse(text, SYNTAX_OF_PATTERNS);
    }

    private static Optional<Origin> parse(String text, Pattern syntax) {
        Matcher matcher = syntax.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String scheme = matcher.group(1);
        int port = matcher.group(3) == null ? defaultPort(scheme) : Integer.parseInt(matcher.group(3));
        return port == 0 || port > LAST_PORT
                ? Optional.empty()
                : Optional.of(new Origin(scheme, matcher.group(2), port));
    }

    /**
     * Whether a page of this origin can be a page of this server.
     *
     * @param hostHeader the {@code Host} header. It has no port if the client used the default port of its scheme;
     *     behind a proxy that ends TLS, only the origin tells this scheme
     */
    boolean isServedBy(String hostHeader) {
        return parse(scheme + "://" + hostHeader).filter(this::equals).isPresent();
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1;
        };
    }
}
