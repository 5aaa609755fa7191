package io.hubplane.transport;

import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A copy of what is worth keeping of the HTTP request that opened a connection; the request itself is gone when its
 * handling ends. Immutable.
 */
public final class RequestInfo {
    private final Map<String, List<String>> headers;
    private final Map<String, List<String>> query;
    private final Map<String, String> cookies;
    private final @Nullable Principal principal;
    private final String remoteAddress;

    /**
     * Copies a request.
     *
     * @param headers the headers by name, any case
     * @param query the query parameters by name
     * @param cookies the cookies by name
     * @param principal who the container says sent it, or null if it is anonymous
     * @param remoteAddress where it came from, for logs
     */
    public RequestInfo(
            Map<String, List<String>> headers,
            Map<String, List<String>> query,
            Map<String, String> cookies,
            @Nullable Principal principal,
            String remoteAddress) {
        this.headers = ignoringCase(headers);
        this.query = ignoringCase(query);
        this.cookies = Map.copyOf(cookies);
        this.principal = principal;
        this.remoteAddress = remoteAddress;
    }

    private static Map<String, List<String>> ignoringCase(Map<String, List<String>> values) {
        Map<String, List<String>> result = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.forEach((name, list) -> result.put(name.toLowerCase(Locale.ROOT), List.copyOf(list)));
        return result;
    }

    private static Optional<String> first(Map<String, List<String>> values, String name) {
        List<String> found = values.getOrDefault(name, List.of());
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /**
     * A header.
     *
     * @param name its name, ignoring case
     * @return its first value
     */
    public Optional<String> header(String name) {
        return first(headers, name);
    }

    /**
     * A query parameter.
     *
     * @param name its name, ignoring case
     * @return its first value
     */
    public Optional<String> queryParameter(String name) {
        return first(query, name);
    }

    /**
     * A cookie.
     *
     * @param name its name
     * @return its value
     */
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    /**
     * Who sent the request, as the container authenticated it.
     *
     * @return the principal, or empty if it is anonymous
     */
    public Optional<Principal> principal() {
        return Optional.ofNullable(principal);
    }

    /**
     * Where the request came from, for logs.
     *
     * @return the address
     */
    public String remoteAddress() {
        return remoteAddress;
    }
}
