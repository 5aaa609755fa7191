package io.hubplane.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing that can be configured.
 *
 * @param key its name, kebab-case under {@code hubplane.}
 * @param type the values it may have
 * @param defaultValue the value if it is not configured, or null if it has none then
 */
record Setting<T>(String key, ValueType<T> type, @Nullable T defaultValue) {
    /** The prefix of every key. */
    static final String PREFIX = "hubplane.";

    /** The same setting for one hub. */
    Setting<T> ofHub(String hub) {
        return new Setting<>(PREFIX + "hub." + hub + "." + key.substring(PREFIX.length()), type, null);
    }

    static <T> Setting<T> withDefault(String key, ValueType<T> type, T defaultValue) {
        return new Setting<>(PREFIX + key, type, defaultValue);
    }

    static <T> Setting<T> withoutDefault(String key, ValueType<T> type) {
        return new Setting<>(PREFIX + key, type, null);
    }
}
