package io.hubplane.transport.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How a node looks at those who come to it, whichever hub they want.
 *
 * @param trustedProxies addresses, or ranges as in {@code 10.0.0.0/8}, of proxies whose {@code X-Forwarded-} headers are
 *     believed. Default none: anybody can write such headers
 * @param allowedHosts the hosts by which the node may be asked, as in {@code chat.example.org}; {@code *.} before one
 *     stands for all below it. Default none, which means any: a node cannot know its names
 */
public record FrontDoorOptions(List<String> trustedProxies, Set<String> allowedHosts) {
    /** The options where nothing is configured. */
    public static final FrontDoorOptions DEFAULTS = new FrontDoorOptions(List.of(), Set.of());

    public FrontDoorOptions {
        trustedProxies = List.copyOf(trustedProxies);
        allowedHosts = Set.copyOf(allowedHosts);
    }

    /**
     * Reads the address of a proxy, or a range of addresses.
     *
     * @param text the text, for example {@code 10.0.0.1} or {@code fd00::/8}
     * @return the text
     * @throws IllegalArgumentException if it is none
     */
    public static String requireProxy(String text) {
        AddressRange.parse(text);
        return text;
    }

    /**
     * Reads a host by which the node may be asked.
     *
     * @param text the text, for example {@code chat.example.org}, {@code chat.example.org:8443} or {@code *.example.org}
     * @return the text in small letters
     * @throws IllegalArgumentException if it is none
     */
    public static String requireHost(String text) {
        return AllowedHosts.parse(text).toLowerCase(Locale.ROOT);
    }
}
