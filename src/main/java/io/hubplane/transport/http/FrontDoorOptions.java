package io.hubplane.transport.http;

import static io.hubplane.transport.OptionRanges.requireAtLeast;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How a node looks at those who come to it, whichever hub they want, and how many it lets in. The limits protect it
 * from who takes all there is; honest clients stay far below them, also many behind one address.
 *
 * @param trustedProxies addresses, or ranges as in {@code 10.0.0.0/8}, of proxies whose {@code X-Forwarded-} headers
 * are
 *     believed. Default none: anybody can write such headers
 * @param allowedHosts the hosts by which the node may be asked, as in {@code chat.example.org}; {@code *.} before one
 *     stands for all below it. Default none, which means any: a node cannot know its names
 * @param maximumConnections how many connections there may be, 1 to 2^31-1; default 100,000
 * @param maximumConnectionsPerAddress how many of one address, 1 to 2^31-1; default 20,000
 * @param maximumWaitingNegotiations how many connections may wait for their transports, 1 to 2^31-1; default 20,000
 * @param maximumWaitingNegotiationsPerAddress how many of one address, 1 to 2^31-1; default 5,000
 * @param maximumNegotiationsPerSecondPerAddress how many connections one address may ask for each second, 1 to
 * 1,000,000, and
 *     of five seconds at once; default 2,000
 * @param maximumHeaderBytes how long the headers, cookies and the query of a request may be together, 1,024 to 2^31-1
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
    /** More than the memory of one node is commonly good for. */
    private static final int CONNECTIONS = 100_000;

    /** A company or a mobile network behind one address; and a proxy whose clients are not told apart. */
    private static final int CONNECTIONS_PER_ADDRESS = 20_000;

    /** All clients of a node that come back at once, each with a slow network of its own. */
    private static final int WAITING = 20_000;

    private static final int WAITING_PER_ADDRESS = 5_000;
    private static final int PER_SECOND_PER_ADDRESS = 2_000;

    /** Twice what most servers take. */
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
     * @throws IllegalArgumentException if it is none
     */
    public static String requireProxy(String text) {
        AddressRange.parse(text);
        return text;
    }

    /**
     * Reads a host by which the node may be asked.
     *
     * @param text the text, for example {@code chat.example.org}, {@code chat.example.org:8443} or {@code
     * *.example.org}
     * @return the text in small letters
     * @throws IllegalArgumentException if it is none
     */
    public static String requireHost(String text) {
        return AllowedHosts.parse(text).toLowerCase(Locale.ROOT);
    }
}
