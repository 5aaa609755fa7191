package io.hubplane.transport.http.access;

import static io.hubplane.transport.OptionRanges.requireAtLeast;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which proxies and hosts a node trusts, and how many connections it allows, for all its hubs together. The limits
 * protect a node from clients that try to take everything. Honest clients stay far below them, even many behind one
 * address.
 *
 * @param trustedProxies addresses of proxies, or ranges as in {@code 10.0.0.0/8}, whose {@code X-Forwarded-} headers
 *     are believed. Default none: anybody can write such headers
 * @param allowedHosts the hosts that clients may ask for, as in {@code chat.example.org}; {@code *.} in front stands
 *     for all hosts below. Default none, which allows any: a node does not know its own names
 * @param maximumConnections how many connections there may be, 1 to 2^31-1; default 100,000
 * @param maximumConnectionsPerAddress how many connections one address may have, 1 to 2^31-1; default 20,000
 * @param maximumWaitingNegotiations how many connections may wait for their transports, 1 to 2^31-1; default 20,000
 * @param maximumWaitingNegotiationsPerAddress how many of them may be of one address, 1 to 2^31-1; default 5,000
 * @param maximumNegotiationsPerSecondPerAddress how many connections one address may ask for in a second, 1 to
 *     1,000,000. It may use five seconds' worth at once. Default 2,000
 * @param maximumHeaderBytes the maximum length of a request's headers, cookies and query together, 1,024 to 2^31-1
 *     bytes; they are kept with each connection. Default 16 KiB
 */
public record FrontDoorOptions(
        List<String> trustedProxies,
        Set<String> allowedHosts,
        int maximumConnections,
        int maximumConnectionsPerAddress,
        int maximumWaitingNegotiations,
        int maximumWaitingNegotiationsPerAddress,
        int maximumNegotiationsPerSecondPerAddress,
        int maximumHeaderBytes) {
    /** More than the memory of one node usually allows. */
    private static final int CONNECTIONS = 100_000;

    /** Enough for a company or a mobile network behind one address, or a proxy that is not trusted. */
    private static final int CONNECTIONS_PER_ADDRESS = 20_000;

    /** Enough for all clients of a node that come back at once over slow networks. */
    private static final int WAITING = 20_000;

    private static final int WAITING_PER_ADDRESS = 5_000;
    private static final int PER_SECOND_PER_ADDRESS = 2_000;

    /** Twice what most servers accept. */
    private static final int HEADER_BYTES = 16 * 1024;

    /** The options where nothing is configured. */
    public static final FrontDoorOptions DEFAULTS = new FrontDoorOptions(
            List.of(),
            Set.of(),
            CONNECTIONS,
            CONNECTIONS_PER_ADDRESS,
            WAITING,
            WAITING_PER_ADDRESS,
            PER_SECOND_PER_ADDRESS,
            HEADER_BYTES);

    public FrontDoorOptions {
        trustedProxies = List.copyOf(trustedProxies);
        allowedHosts = Set.copyOf(allowedHosts);
        requireAtLeast("maximumConnections", maximumConnections, 1);
        requireAtLeast("maximumConnectionsPerAddress", maximumConnectionsPerAddress, 1);
        requireAtLeast("maximumWaitingNegotiations", maximumWaitingNegotiations, 1);
        requireAtLeast("maximumWaitingNegotiationsPerAddress", maximumWaitingNegotiationsPerAddress, 1);
        requireAtLeast("maximumNegotiationsPerSecondPerAddress", maximumNegotiationsPerSecondPerAddress, 1);
        requireAtLeast("maximumHeaderBytes", maximumHeaderBytes, 1024);
    }

    /**
     * Reads the address of a proxy, or a range of addresses.
     *
     * @param text the text, for example {@code 10.0.0.1} or {@code fd00::/8}
     * @return the text
     * @throws IllegalArgumentException if the text is neither
     */
    public static String requireProxy(String text) {
        AddressRange.parse(text);
        return text;
    }

    /**
     * Reads a host that clients may ask for.
     *
     * @param text the text, for example {@code chat.example.org}, {@code chat.example.org:8443} or
     *     {@code *.example.org}
     * @return the text in lower case
     * @throws IllegalArgumentException if the text is not a host
     */
    public static String requireHost(String text) {
        return AllowedHosts.parse(text).toLowerCase(Locale.ROOT);
    }

    /**
     * Reads an origin whose pages may connect to a hub.
     *
     * @param text the origin, for example {@code https://app.example.org} or {@code https://*.example.org}
     * @return the text in lower case, as browsers send it
     * @throws IllegalArgumentException if the text cannot be allowed; the message says why
     */
    public static String requireOrigin(String text) {
        AllowedOrigins.parse(text);
        return text.toLowerCase(Locale.ROOT);
    }
}
