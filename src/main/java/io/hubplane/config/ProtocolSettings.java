package io.hubplane.config;

import static io.hubplane.config.Setting.withDefault;
import static io.hubplane.config.Setting.withoutDefault;
import static io.hubplane.config.ValueType.choice;
import static io.hubplane.config.ValueType.choices;

import io.hubplane.protocol.messagepack.MessagePackOptions;
import io.hubplane.protocol.messagepack.MessagePackOptions.Names;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The settings of hub protocols. */
final class ProtocolSettings {
    private static final Map<String, String> PROTOCOLS =
            new TreeMap<>(Map.of("json", "json", "messagepack", "messagepack"));

    /** The hub protocols clients may speak. */
    static final Setting<Set<String>> SUPPORTED_PROTOCOLS =
            withDefault("supported-protocols", choices(PROTOCOLS), PROTOCOLS.keySet());

    /** How properties and enum constants are named in MessagePack; where .NET nodes share the Redis, as in .NET. */
    static final Setting<Names> MESSAGEPACK_NAMES = withoutDefault("messagepack.names", choice(Names.class));

    /** The configured options of MessagePack. */
    static MessagePackOptions messagePack(SettingValues values) {
        return new MessagePackOptions(values.find(MESSAGEPACK_NAMES)
                .orElse(
                        RedisSettings.isSharedWithAspNetCore(values)
                                ? Names.PASCAL
                                : MessagePackOptions.DEFAULTS.names()));
    }

    private ProtocolSettings() {}
}
