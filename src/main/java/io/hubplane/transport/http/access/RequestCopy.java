package io.hubplane.transport.http.access;

import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Copies servlet requests. Safe for any thread. */
final class RequestCopy {
    private final RepeatedTexts texts = new RepeatedTexts();
    private final int maximumBytes;

    /** Makes a copier; headers and query of a request may have that many bytes together. */
    RequestCopy(int maximumBytes) {
        this.maximumBytes = maximumBytes;
    }

    /**
     * Copies a request; empty if it is too long.
     *
     * @param address the client's address, as trusted proxies report it
     */
    Optional<RequestInfo> of(HttpServletRequest request, Identity identity, String address) {
        Map<String, List<String>> headers = new HashMap<>();
        String query = request.getQueryString();
        long bytes = query == null ? 0 : query.length();
        for (String name : Collections.list(request.getHeaderNames())) {
            String lower = texts.name(name);
            List<String> values = Collections.list(request.getHeaders(name));
            for (String value : values) {
                bytes += name.length() + value.length();
            }
            if (bytes > maximumBytes) {
                return Optional.empty();
            }
            values.replaceAll(value -> texts.value(lower, value));
            headers.put(lower, values);
        }
        return bytes > maximumBytes
                ? Optional.empty()
                : Optional.of(new RequestInfo(
                        headers, QueryParameters.parse(query), cookies(request.getCookies()), identity, address));
    }

    private static Map<String, String> cookies(Cookie @Nullable [] cookies) {
        Map<String, String> result = new HashMap<>();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                result.putIfAbsent(cookie.getName(), cookie.getValue());
            }
        }
        return result;
    }
}
