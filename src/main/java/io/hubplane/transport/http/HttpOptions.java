package io.hubplane.transport.http;

import java.util.Set;

/**
 * How requests are answered before a connection exists.
 *
 * @param allowedOrigins the origins, besides the server's own, whose pages may connect, for example
 *     {@code https://app.example.org}; {@code *} for any, whose
 *     cross-origin requests then carry no credentials. Default none
 * @param minimumProtocolVersion the lowest version of the negotiation that is answered, 0 or 1; default 0
 */
public record HttpOptions(Set<String> allowedOrigins, int minimumProtocolVersion) {
    /** The options where nothing is configured. */
    public static final HttpOptions DEFAULTS = new HttpOptions(Set.of(), 0);

    public HttpOptions {
        allowedOrigins = Set.copyOf(allowedOrigins);
        if (minimumProtocolVersion < 0 || minimumProtocolVersion > 1) {
            throw new IllegalArgumentException(
                    "minimumProtocolVersion is " + minimumProtocolVersion + ", must be 0 or 1");
        }
    }
}
