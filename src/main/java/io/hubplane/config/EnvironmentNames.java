package io.hubplane.config;

import java.util.Locale;

/** How environment variables are named after keys (MicroProfile Config, <em>Environment Variables Mapping Rules</em>). */
final class EnvironmentNames {
    private EnvironmentNames() {}

    /** The key with everything but letters, digits and underscores replaced by underscores. */
    static String underscored(String key) {
        return key.replaceAll("[^A-Za-z0-9_]", "_");
    }

    /** The usual name: underscored and in capitals. */
    static String of(String key) {
        return underscored(key).toUpperCase(Locale.ROOT);
    }
}
