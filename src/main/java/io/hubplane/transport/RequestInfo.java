package io.hubplane.transport;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A copy of the HTTP request that opened a connection, as far as it is needed later; the request itself cannot be used
 * after its handling. Immutable.
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
     * @param identity the sender
     * @param remoteAddress the client's address, as trusted proxies report it
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
     * All headers, in a new map.
     *
     * @return their values by name, ignoring case
     */
    public Map<String, List<String>> headers() {
        return headers.asMap();
    }

    /**
     * All query parameters, in a new map.
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
     * The same request with another sender and address.
     *
     * @param sender the sender
     * @param address the client's address, for logs
     * @return the request with the same headers, cookies and query
     */
    public RequestInfo sentBy(Identity sender, String address) {
        return new RequestInfo(headers, query, cookies, sender, address);
    }

    /**
     * The sender of the request.
     *
     * @return the identity
     */
    public Identity identity() {
        return identity;
    }

    /**
     * The principal of the sender.
     *
     * @return the principal, or empty if the sender is unknown
     */
    public Optional<Principal> principal() {
        return Optional.ofNullable(identity.principal());
    }

    /**
     * The client's address, as trusted proxies report it.
     *
     * @return the address
     */
    public String remoteAddress() {
        return remoteAddress;
    }
}
