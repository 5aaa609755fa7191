package io.hubplane.transport;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A copy of what is worth keeping of the HTTP request that opened a connection; the request itself is gone when its
 * handling ends. Immutable.
 */
public final class RequestInfo {
    private final NamedValues headers;
    private final NamedValues query;
    private final Map<String, String> cookies;
    private final Identity identity;
    private final String remoteAddress;

    /**
     * Copies a request.
     *
     * @param headers the headers by name, any case
     * @param query the query parameters by name
     * @param cookies the cookies by name
     * @param identity who sent it
     * @param remoteAddress where it came from, trusted proxies looked through
     */
    public RequestInfo(
            Map<String, List<String>> headers,
            Map<String, List<String>> query,
            Map<String, String> cookies,
            Identity identity,
            String remoteAddress) {
        this(NamedValues.of(headers), NamedValues.of(query), Map.copyOf(cookies), identity, remoteAddress);
    }

    private RequestInfo(
            NamedValues headers,
            NamedValues query,
            Map<String, String> cookies,
            Identity identity,
            String remoteAddress) {
        this.headers = headers;
        this.query = query;
        this.cookies = cookies;
        this.identity = identity;
        this.remoteAddress = remoteAddress;
    }

    /**
     * A header.
     *
     * @param name its name, ignoring case
     * @return its first value
     */
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /**
     * A query parameter.
     *
     * @param name its name, ignoring case
     * @return its first value
     */
    public Optional<String> queryParameter(String name) {
        return query.first(name);
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
     * All headers, in a map made for the purpose.
     *
     * @return their values by name, ignoring case
     */
    public Map<String, List<String>> headers() {
        return headers.asMap();
    }

    /**
     * All query parameters, in a map made for the purpose.
     *
     * @return their values by name, ignoring case
     */
    public Map<String, List<String>> query() {
        return query.asMap();
    }

    /**
     * All cookies.
     *
     * @return their values by name
     */
    public Map<String, String> cookies() {
        return cookies;
    }

    /**
     * The same request, sent by someone else or from somewhere else.
     *
     * @param sender who sent it
     * @param address where it came from, for logs
     * @return the request with the same headers, cookies and query
     */
    public RequestInfo sentBy(Identity sender, String address) {
        return new RequestInfo(headers, query, cookies, sender, address);
    }

    /**
     * Who sent the request.
     *
     * @return the identity
     */
    public Identity identity() {
        return identity;
    }

    /**
     * Who sent the request.
     *
     * @return the principal, or empty if it is anonymous
     */
    public Optional<Principal> principal() {
        return Optional.ofNullable(identity.principal());
    }

    /**
     * Where the request came from, trusted proxies looked through.
     *
     * @return the address
     */
    public String remoteAddress() {
        return remoteAddress;
    }
}
