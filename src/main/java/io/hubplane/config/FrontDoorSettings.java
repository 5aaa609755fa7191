package io.hubplane.config;

import static io.hubplane.config.Setting.withDefault;
import static io.hubplane.config.ValueType.integer;

import io.hubplane.transport.http.access.FrontDoorOptions;
import java.util.List;
import java.util.Set;

/** The settings of how a node checks requests before they reach a hub. */
final class FrontDoorSettings {
    private static final int MOST = Integer.MAX_VALUE;
    private static final FrontDoorOptions FRONT_DOOR = FrontDoorOptions.DEFAULTS;

    /** The proxies that are believed about their clients. */
    static final Setting<List<String>> TRUSTED_PROXIES = withDefault(
            "trusted-proxies",
            ValueType.list(
                    "a comma-separated list of addresses, and ranges of addresses, like 10.0.0.1, 10.0.0.0/8 or"
                            + " fd00::/8; names are not allowed",
                    FrontDoorOptions::requireProxy),
            FRONT_DOOR.trustedProxies());

    /** The host names that requests to the node may use. */
    static final Setting<List<String>> ALLOWED_HOSTS = withDefault(
            "allowed-hosts",
            ValueType.list(
                    "a comma-separated list of hosts like chat.example.org, chat.example.org:8443 for one port only, or"
                            + " *.example.org for all below a domain",
                    FrontDoorOptions::requireHost),
            List.copyOf(FRONT_DOOR.allowedHosts()));

    /** How many connections there may be. */
    static final Setting<Integer> MAXIMUM_CONNECTIONS =
            withDefault("maximum-connections", integer("connections", 1, MOST), FRONT_DOOR.maximumConnections());

    /** How many connections there may be from one address. */
    static final Setting<Integer> MAXIMUM_CONNECTIONS_PER_ADDRESS = withDefault(
            "maximum-connections-per-address",
            integer("connections", 1, MOST),
            FRONT_DOOR.maximumConnectionsPerAddress());

    /** How many negotiated connections may wait for their transport. */
    static final Setting<Integer> MAXIMUM_WAITING_NEGOTIATIONS = withDefault(
            "maximum-waiting-negotiations", integer("connections", 1, MOST), FRONT_DOOR.maximumWaitingNegotiations());

    /** How many negotiated connections of one address may wait for their transport. */
    static final Setting<Integer> MAXIMUM_WAITING_NEGOTIATIONS_PER_ADDRESS = withDefault(
            "maximum-waiting-negotiations-per-address",
            integer("connections", 1, MOST),
            FRONT_DOOR.maximumWaitingNegotiationsPerAddress());

    /** How many connections one address may negotiate each second. */
    static final Setting<Integer> MAXIMUM_NEGOTIATIONS_PER_SECOND_PER_ADDRESS = withDefault(
            "maximum-negotiations-per-second-per-address",
            integer("connections", 1, 1_000_000),
            FRONT_DOOR.maximumNegotiationsPerSecondPerAddress());

    /** How long the headers, cookies and the query of a request may be in total. */
    static final Setting<Integer> MAXIMUM_HEADER_BYTES =
            withDefault("maximum-header-bytes", integer("bytes", 1024, MOST), FRONT_DOOR.maximumHeaderBytes());

    /** The configured options. */
    static FrontDoorOptions read(SettingValues values) {
        return new FrontDoorOptions(
                values.get(TRUSTED_PROXIES),
                Set.copyOf(values.get(ALLOWED_HOSTS)),
                values.get(MAXIMUM_CONNECTIONS),
                values.get(MAXIMUM_CONNECTIONS_PER_ADDRESS),
                values.get(MAXIMUM_WAITING_NEGOTIATIONS),
                values.get(MAXIMUM_WAITING_NEGOTIATIONS_PER_ADDRESS),
                values.get(MAXIMUM_NEGOTIATIONS_PER_SECOND_PER_ADDRESS),
                values.get(MAXIMUM_HEADER_BYTES));
    }

    private FrontDoorSettings() {}
}
