package io.hubplane.transport.http.access;

import io.hubplane.transport.http.access.OriginPolicy.Verdict;
import io.hubplane.transport.http.answer.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of allowed foreign origins read the answers (Fetch, <em>HTTP-CORS protocol</em>). Pages of origins that
 * are allowed by name may send credentials; the official browser client does so by default. For origins that only
 * {@code *} allows, browsers send no credentials with requests whose answers a page can read, and
 * {@link WithoutCredentials} ignores the credentials of all other requests.
 */
final class CrossOrigin {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private CrossOrigin() {}

    static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    static void addHeaders(HttpServletRequest request, HttpServletResponse response, Verdict verdict) {
        response.addHeader("Vary", "Origin");
        if (verdict == Verdict.ALLOWED) {
            response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
            response.setHeader("Access-Control-Allow-Credentials", "true");
        } else if (verdict == Verdict.ANY_ALLOWED) {
            response.setHeader("Access-Control-Allow-Origin", "*");
        }
    }

    static Answer preflight(HttpServletRequest request, HttpServletResponse response, String methods) {
        response.setHeader("Access-Control-Allow-Methods", methods);
        String headers = tokensOf(request.getHeader("Access-Control-Request-Headers"));
        if (!headers.isEmpty()) {
            response.setHeader("Access-Control-Allow-Headers", headers);
        }
        return Answer.noContent();
    }

    private static String tokensOf(@Nullable String list) {
        return list == null
                ? ""
                : Arrays.stream(list.split(",", -1))
                        .map(String::strip)
                        .filter(token -> TOKEN.matcher(token).matches())
                        .collect(Collectors.joining(", "));
    }
}
