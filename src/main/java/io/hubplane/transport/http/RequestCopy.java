package io.hubplane.transport.http;

import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies servlet requests. Safe for any thread. */
final class RequestCopy {
    private final RepeatedTexts texts = new RepeatedTexts();

    /**
     * Copies a request.
     *
     * @param address where it comes from, proxies that are trusted looked through
     */
    RequestInfo of(HttpServletRequest request, Identity identity, String address) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            String lower = texts.name(name);
            List<String> values = Collections.list(request.getHeaders(name));
            values.replaceAll(value -> texts.value(lower, value));
            headers.put(lower, values);
        }
        return new RequestInfo(
                headers, query(request.getQueryString()), cookies(request.getCookies()), identity, address);
    }

    // Not getParameterMap(): that one may consume a body.
    private static Map<String, List<String>> query(@Nullable String text) {
        Map<String, List<String>> result = new HashMap<>();
        if (text != null) {
            for (String pair : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                result.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            }
        }
        return result;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
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
