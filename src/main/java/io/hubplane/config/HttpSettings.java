package io.hubplane.config;

import static io.hubplane.config.Setting.withDefault;
import static io.hubplane.config.ValueType.bool;
import static io.hubplane.config.ValueType.choice;
import static io.hubplane.config.ValueType.choices;
import static io.hubplane.config.ValueType.duration;
import static io.hubplane.config.ValueType.texts;

import io.hubplane.transport.TransportType;
import io.hubplane.transport.http.HttpOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The settings of how a hub's requests are answered. */
final class HttpSettings {
    private static final HttpOptions HTTP = HttpOptions.DEFAULTS;

    /** A token (RFC 7230, section 3.2.6), as names of sub-protocols are. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~\\w-]+");

    /** The origins, besides the server's own, whose pages may connect. */
    static final Setting<Set<String>> ALLOWED_ORIGINS =
            withDefault("allowed-origins", Origins.TYPE, HTTP.allowedOrigins());

    /** The lowest version of the negotiation that is answered. */
    static final Setting<Integer> MINIMUM_PROTOCOL_VERSION = withDefault(
            "minimum-protocol-version", choice(new TreeMap<>(Map.of("0", 0, "1", 1))), HTTP.minimumProtocolVersion());

    /** The transports clients may use. */
    static final Setting<Set<TransportType>> TRANSPORTS =
            withDefault("transports", choices(TransportType.class), HTTP.transports());

    /** Whether a client whose WebSocket broke may continue its connection. */
    static final Setting<Boolean> ALLOW_STATEFUL_RECONNECTS =
            withDefault("allow-stateful-reconnects", bool(), HTTP.allowStatefulReconnects());

    /** How long a poll waits for something to send. */
    static final Setting<Duration> POLL_TIMEOUT =
            withDefault("long-polling.poll-timeout", duration(), HTTP.pollTimeout());

    /** The WebSocket sub-protocols, the preferred one first. */
    static final Setting<List<String>> SUB_PROTOCOLS = withDefault(
            "web-sockets.sub-protocols",
            texts("a comma-separated list of WebSocket sub-protocols, for example chat.v2,chat.v1", TOKEN),
            HTTP.subProtocols());

    /** The configured options. */
    static HttpOptions read(SettingValues values) {
        return new HttpOptions(
                values.get(ALLOWED_ORIGINS),
                values.get(MINIMUM_PROTOCOL_VERSION),
                values.get(TRANSPORTS),
                values.get(ALLOW_STATEFUL_RECONNECTS),
                values.get(POLL_TIMEOUT),
                values.get(TimeoutSettings.DISCONNECT_TIMEOUT),
                values.get(SUB_PROTOCOLS),
                PostSettings.read(values));
    }

    private HttpSettings() {}
}
