package io.hubplane.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose pages may connect. Browsers let any page open a WebSocket to any server and send the user's cookies
 * along, so the server has to look at the origin (RFC 6455, section 10.2).
 */
final class OriginPolicy {
    private static final String ANY = "*";

    private final Set<Origin> allowed;
    private final boolean anyAllowed;

    OriginPolicy(Set<String> allowedOrigins) {
        anyAllowed = allowedOrigins.contains(ANY);
        allowed = allowedOrigins.stream()
                .filter(text -> !text.equals(ANY))
                .map(OriginPolicy::parse)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Origin parse(String text) {
        return Origin.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' in hubplane.allowed-origins is not an origin; write scheme, host and,"
                                + " if needed, port as in https://app.example.org, or * for any"));
    }

    Verdict judge(HttpServletRequest request) {
        return judge(request.getHeader("Origin"), request.getHeader("Host"), request.isSecure());
    }

    /**
     * Judges a request.
     *
     * @param origin its {@code Origin} header
     * @param host its {@code Host} header
     * @param secure whether it came to this server over TLS: then a page that did not is no page of ours
     */
    Verdict judge(@Nullable String origin, @Nullable String host, boolean secure) {
        if (origin == null) {
            return Verdict.NO_ORIGIN;
        }
        Origin parsed = Origin.parse(origin).orElse(null);
        if (parsed != null) {
            if (host != null
                    && parsed.isServedBy(host)
                    && (!secure || parsed.scheme().equals("https"))) {
                return Verdict.SAME;
            }
            if (allowed.contains(parsed)) {
                return Verdict.ALLOWED;
            }
        }
        return anyAllowed ? Verdict.ANY_ALLOWED : Verdict.FOREIGN;
    }

    /** The answer to a foreign page, for the eyes of whoever set up the server. */
    static Answer refusal(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return Answer.text(
                403,
                "Pages of the origin '" + origin + "' may not connect to this server, which was asked as '"
                        + request.getHeader("Host")
                        + "'. Usual causes: the page is served from another host or port, or a proxy in between does"
                        + " not pass on the Host header. To allow this origin, add it to"
                        + " hubplane.allowed-origins.");
    }

    /** What a request's origin is to this server. */
    enum Verdict {
        /** None given: no browser, or a request within one origin. */
        NO_ORIGIN,
        /** The server's own. */
        SAME,
        /** Another one, allowed by name. */
        ALLOWED,
        /** Another one, allowed since all are. */
        ANY_ALLOWED,
        /** Another one, not allowed. */
        FOREIGN
    }
}
