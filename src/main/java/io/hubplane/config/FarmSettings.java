package io.hubplane.config;

import static io.hubplane.config.Setting.withDefault;
import static io.hubplane.config.Setting.withoutDefault;
import static io.hubplane.config.ValueType.choice;
import static io.hubplane.config.ValueType.duration;
import static io.hubplane.config.ValueType.integer;

import io.hubplane.backplane.BackplaneSecret;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.UnsignedMessages;
import io.hubplane.lifetime.routing.FarmOptions;
import java.time.Duration;
import java.util.List;

/** The settings of how nodes work together. */
final class FarmSettings {
    private static final int MOST = Integer.MAX_VALUE;
    private static final FarmOptions FARM = FarmOptions.DEFAULTS;

    /** The secret that nodes sign their messages to each other with. */
    static final Setting<BackplaneSecret> BACKPLANE_SECRET =
            withoutDefault("backplane.secret", ValueType.secret(BackplaneSecret.SHORTEST, BackplaneSecret::of));

    /** What is done with messages of other nodes that are not signed. */
    static final Setting<UnsignedMessages> BACKPLANE_UNSIGNED =
            withoutDefault("backplane.unsigned", choice(UnsignedMessages.class));

    /** How long another node may take to answer. */
    static final Setting<Duration> ACKNOWLEDGEMENT_TIMEOUT =
            withDefault("backplane.acknowledgement-timeout", duration(), FARM.acknowledgementTimeout());

    /** How many requests may be under way to other nodes, and from them. */
    static final Setting<Integer> FORWARDING_MAXIMUM_REQUESTS =
            withDefault("forwarding.maximum-requests", integer("requests", 1, MOST), FARM.forwardedRequests());

    /** How many of them may come from one address. */
    static final Setting<Integer> FORWARDING_MAXIMUM_REQUESTS_PER_ADDRESS = withDefault(
            "forwarding.maximum-requests-per-address",
            integer("requests", 1, MOST),
            FARM.forwardedRequestsPerAddress());

    /** How long the bodies of such requests may be in total. */
    static final Setting<Integer> FORWARDING_MAXIMUM_BYTES =
            withDefault("forwarding.maximum-bytes", integer("bytes", 1, MOST), FARM.forwardedBytes());

    /** The configured options; {@code trust} is what {@link #trust} returns. */
    static FarmOptions read(SettingValues values, BackplaneTrust trust) {
        return new FarmOptions(
                values.get(ACKNOWLEDGEMENT_TIMEOUT),
                trust.secret(),
                values.get(FORWARDING_MAXIMUM_REQUESTS),
                values.get(FORWARDING_MAXIMUM_REQUESTS_PER_ADDRESS),
                values.get(FORWARDING_MAXIMUM_BYTES));
    }

    /** Whom the node trusts. Nodes of ASP.NET Core cannot sign. */
    static BackplaneTrust trust(SettingValues values) {
        BackplaneSecret secret = values.find(BACKPLANE_SECRET).orElse(null);
        boolean allSign = secret != null && !RedisSettings.isSharedWithAspNetCore(values);
        UnsignedMessages usual = allSign ? UnsignedMessages.REFUSE : UnsignedMessages.DELIVER;
        try {
            return new BackplaneTrust(secret, values.find(BACKPLANE_UNSIGNED).orElse(usual));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(List.of(String.valueOf(e.getMessage())));
        }
    }

    private FarmSettings() {}
}
