package io.hubplane.transport.http.access;

import io.hubplane.transport.http.answer.Answer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which pages may connect. Browsers let any page open a WebSocket to any server and send the user's cookies
 * along, so the server must check the origin (RFC 6455, section 10.2). Requests without an origin come from programs,
 * from the server's own pages, and from foreign pages that only want the request to be made, as for an image. Browsers
 * mark the last kind by {@code Sec-Fetch-Site} (Fetch Metadata Request Headers).
 */
final class OriginPolicy {
    /** Values of pages from another origin. A page of the same site is foreign, too: it may belong to somebody else. */
    private static final Set<String> FOREIGN_SITES = Set.of("cross-site", "same-site");

    private final AllowedOrigins allowed;

    OriginPolicy(Set<String> allowedOrigins) {
        allowed = new AllowedOrigins(allowedOrigins);
    }

    /**
     * Judges a request.
     *
     * @param asked the request as its client sent it
     */
    Verdict judge(HttpServletRequest request, ClientSide asked) {
        String origin = request.getHeader("Origin");
        return origin == null
                ? judgeSite(request.getHeader("Sec-Fetch-Site"))
                : judge(origin, asked.host(), asked.secure());
    }

    /** Official clients on foreign pages always send their origin. So a foreign request without one is not theirs. */
    private Verdict judgeSite(@Nullable String site) {
        if (site == null || !FOREIGN_SITES.contains(site)) {
            return Verdict.NO_ORIGIN;
        }
        return allowed.all() ? Verdict.ANY_ALLOWED : Verdict.FOREIGN;
    }

    /**
     * Judges an origin.
     *
     * @param origin the {@code Origin} header
     * @param host the {@code Host} header
     * @param secure whether the client used TLS; a page that did not use TLS is then not a page of this server
     */
    Verdict judge(String origin, @Nullable String host, boolean secure) {
        Origin parsed = Origin.parse(origin).orElse(null);
        if (parsed != null) {
            if (host != null
                    && parsed.isServedBy(host)
                    && (!secure || parsed.scheme().equals("https"))) {
                return Verdict.SAME;
            }
            if (allowed.contain(parsed)) {
                return Verdict.ALLOWED;
            }
        }
        return allowed.all() ? Verdict.ANY_ALLOWED : Verdict.FOREIGN;
    }

    /** The answer to a foreign page. Its text is for the person who set up the server. */
    static Answer refusal(HttpServletRequest request, ClientSide asked) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return Answer.text(
                    403,
                    "A page of another origin sent this request without an Origin header (Sec-Fetch-Site: "
                            + request.getHeader("Sec-Fetch-Site") + "). Clients of hubs send this header, and pages of"
                            + " the origins in hubplane.allowed-origins may connect.");
        }
        return Answer.text(
                403,
                "Pages of the origin '" + origin + "' may not connect to this server; the request is for the host '"
                        + asked.host()
                        + "'. Usual causes: the page is served from another host or port, or a proxy in front of the"
                        + " server neither passes on the Host header nor is listed in hubplane.trusted-proxies. To allow"
                        + " this origin, add it to hubplane.allowed-origins.");
    }

    /** How a request's origin relates to this server. */
    enum Verdict {
        /** No origin: not a browser, or a request within one origin. */
        NO_ORIGIN,
        /** The server's own origin. */
        SAME,
        /** Another origin, allowed by name. */
        ALLOWED,
        /** Another origin, allowed because any is: what the browser knows about the user is ignored. */
        ANY_ALLOWED,
        /** Another origin, not allowed. */
        FOREIGN
    }
}
