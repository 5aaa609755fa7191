package io.hubplane.transport.http.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the clients behind proxies by {@code X-Forwarded-For}, {@code -Host}, {@code -Port} and {@code -Proto}. Anybody
 * can write those headers, and each proxy appends to them. So only the elements that trusted proxies wrote count.
 * Immutable.
 */
final class TrustedProxies {
    private final List<AddressRange> ranges;

    /**
     * Reads addresses.
     *
     * @throws IllegalArgumentException if a text is neither an address nor a range
     */
    TrustedProxies(Collection<String> addresses) {
        ranges = addresses.stream().map(AddressRange::parse).toList();
    }

    /** A request as its client sent it. */
    ClientSide clientSide(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        if (ranges.isEmpty() || !trusts(peer)) {
            return new ClientSide(peer, request.getHeader("Host"), request.isSecure());
        }
        List<String> addresses = elements(request, "X-Forwarded-For");
        int proxies = 1;
        String client = peer;
        for (int i = addresses.size() - 1; i >= 0 && trusts(client); i--) {
            String before = withoutPort(addresses.get(i));
            if (AddressRange.bytes(before).isEmpty()) {
                break; // nobody can tell who that is
            }
            client = before;
            proxies += trusts(client) ? 1 : 0;
        }
        String scheme = said(elements(request, "X-Forwarded-Proto"), proxies);
        return new ClientSide(
                client, host(request, proxies), scheme == null ? request.isSecure() : scheme.equalsIgnoreCase("https"));
    }

    private static @Nullable String host(HttpServletRequest request, int proxies) {
        String said = said(elements(request, "X-Forwarded-Host"), proxies);
        String host = said == null ? request.getHeader("Host") : said;
        String port = said(elements(request, "X-Forwarded-Port"), proxies);
        boolean hasPort = host == null || host.indexOf(':', host.lastIndexOf(']') + 1) >= 0;
        return hasPort || port == null ? host : host + ":" + port;
    }

    /** The element of the proxy nearest to the client. Later proxies may have passed it on, or repeated it. */
    private static @Nullable String said(List<String> elements, int proxies) {
        return elements.isEmpty() ? null : elements.get(Math.max(0, elements.size() - proxies));
    }

    private boolean trusts(String address) {
        return AddressRange.bytes(address)
                .filter(bytes -> ranges.stream().anyMatch(range -> range.contains(bytes)))
                .isPresent();
    }

    private static List<String> elements(HttpServletRequest request, String header) {
        List<String> elements = new ArrayList<>();
        for (String line : Collections.list(request.getHeaders(header))) {
            Arrays.stream(line.split(",", -1))
                    .map(String::strip)
                    .filter(element -> !element.isEmpty())
                    .forEach(elements::add);
        }
        return elements;
    }

    /** The address without the port that some proxies add: {@code 192.0.2.1:1234}, {@code [2001:db8::1]:1234}. */
    private static String withoutPort(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? text : text.substring(1, end);
        }
        int colon = text.indexOf(':');
        return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }
}
