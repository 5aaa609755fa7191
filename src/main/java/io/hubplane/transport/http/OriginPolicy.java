package io.hubplane.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose pages may connect. Browsers let any page open a WebSocket to any server and send the user's cookies
 * along, so the server has to look at the origin (RFC 6455, section 10.2). Requests that say none are those of programs, of
 * the server's own pages, and of foreign ones that only want the request to be made, as for an image; browsers tell the
 * last by {@code Sec-Fetch-Site} (Fetch Metadata Request Headers).
 */
final class OriginPolicy {
    /** Sites of a page that is not of this origin. Those of the same site are no less foreign: each may be another's. */
    private static final Set<String> FOREIGN_SITES = Set.of("cross-site", "same-site");

    private final AllowedOrigins allowed;

    OriginPolicy(Set<String> allowedOrigins) {
        allowed = new AllowedOrigins(allowedOrigins);
    }

    /**
     * Judges a request.
     *
     * @param asked how its client has asked for this server
     */
    Verdict judge(HttpServletRequest request, ClientSide asked) {
        String origin = request.getHeader("Origin");
        return origin == null
                ? judgeSite(request.getHeader("Sec-Fetch-Site"))
                : judge(origin, asked.host(), asked.secure());
    }

    /** Official clients' requests from foreign pages always say their origin: what does not is no request of theirs. */
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
     * @param secure whether the request came over TLS: then a page that did not is no page of ours
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

    /** The answer to a foreign page, for the eyes of whoever set up the server. */
    static Answer refusal(HttpServletRequest request, ClientSide asked) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return Answer.text(
                    403,
                    "A page of another origin has sent this request without saying which (Sec-Fetch-Site: "
                            + request.getHeader("Sec-Fetch-Site") + "). Clients of hubs say their origin, and those of"
                            + " origins in hubplane.allowed-origins may connect.");
        }
        return Answer.text(
                403,
                "Pages of the origin '" + origin + "' may not connect to this server, which was asked as '"
                        + asked.host()
                        + "'. Usual causes: the page is served from another host or port, or a proxy in between neither"
                        + " passes on the Host header nor is one of hubplane.trusted-proxies. To allow this origin, add"
                        + " it to hubplane.allowed-origins.");
    }

    /** What a request's origin is to this server. */
    enum Verdict {
        /** None given: no browser, or a request within one origin. */
        NO_ORIGIN,
        /** The server's own. */
        SAME,
        /** Another one, allowed by name. */
        ALLOWED,
        /** Another one, allowed since all are: what the browser knows of the user does not count. */
        ANY_ALLOWED,
        /** Another one, not allowed. */
        FOREIGN
    }
}
