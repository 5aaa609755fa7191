package io.hubplane.cdi.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the bearer token of a request: in its {@code Authorization} header (RFC 6750, section 2.1), else in its query. */
final class BearerToken {
    private static final String SCHEME = "Bearer ";
    private static final String PARAMETER = "access_token=";

    private BearerToken() {}

    static Optional<String> of(HttpServletRequest request) {
        return ofHeader(request.getHeader("Authorization")).or(() -> ofQuery(request.getQueryString()));
    }

    private static Optional<String> ofHeader(@Nullable String header) {
        return Optional.ofNullable(header)
                .filter(text -> text.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(text -> text.substring(SCHEME.length()).strip())
                .filter(token -> !token.isEmpty());
    }

    // Not by getParameter(), which may consume a body.
    private static Optional<String> ofQuery(@Nullable String query) {
        return Stream.ofNullable(query)
                .flatMap(text -> Stream.of(text.split("&", -1)))
                .filter(pair -> pair.startsWith(PARAMETER))
                .map(pair -> decoded(pair.substring(PARAMETER.length())))
                .filter(token -> !token.isEmpty())
                .findFirst();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
