package io.hubplane.transport.http;

import static io.hubplane.transport.OptionRanges.requirePositive;

import io.hubplane.transport.TransportType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How a hub's requests are answered. Names and defaults are those of ASP.NET Core SignalR where it has the option.
 *
 * @param allowedOrigins the origins, besides the server's own, whose pages may connect, for example
 *     {@code https://app.example.org} or {@code https://*.example.org}; {@code *} allows any origin, but ignores what
 *     the browser adds for the user, above all cookies. Default none
 * @param minimumProtocolVersion the lowest version of the negotiation that is accepted, 0 or 1; default 0
 * @param transports the transports that clients may use, at least one; default all
 * @param allowStatefulReconnects whether clients may come back to their connection over a new WebSocket; default false
 * @param pollTimeout how long a poll waits for something to send; default 90 s
 * @param disconnectTimeout how long a client may take between two polls; default 15 s
 * @param subProtocols the WebSocket sub-protocols in order of preference; the first one that the client offers is
 *     chosen; default none
 * @param posts limits for the bodies of POSTs
 */
public record HttpOptions(
        Set<String> allowedOrigins,
        int minimumProtocolVersion,
        Set<TransportType> transports,
        boolean allowStatefulReconnects,
        Duration pollTimeout,
        Duration disconnectTimeout,
        List<String> subProtocols,
        PostOptions posts) {
    /** The options where nothing is configured. */
    public static final HttpOptions DEFAULTS = new HttpOptions(
            Set.of(),
            0,
            EnumSet.allOf(TransportType.class),
            false,
            Duration.ofSeconds(90),
            Duration.ofSeconds(15),
            List.of(),
            PostOptions.DEFAULTS);

    public HttpOptions {
        allowedOrigins = Set.copyOf(allowedOrigins);
        transports = Set.copyOf(transports);
        subProtocols = List.copyOf(subProtocols);
        if (minimumProtocolVersion < 0 || minimumProtocolVersion > 1) {
            throw new IllegalArgumentException(
                    "minimumProtocolVersion is " + minimumProtocolVersion + ", must be 0 or 1");
        }
        if (transports.isEmpty()) {
            throw new IllegalArgumentException("transports is empty, must name at least 1");
        }
        requirePositive("pollTimeout", pollTimeout);
        requirePositive("disconnectTimeout", disconnectTimeout);
    }
}
