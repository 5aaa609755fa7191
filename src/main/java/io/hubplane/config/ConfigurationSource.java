package io.hubplane.config;

import java.util.Optional;
import java.util.Set;

/** Where settings come from. */
interface ConfigurationSource {
    /**
     * Looks a setting up.
     *
     * @param key the key, for example {@code hubplane.redis.uri}
     * @return its text; empty if it is not set or blank
     */
    Optional<String> value(String key);

    /**
     * The names of everything that is set: keys, and environment variables under their own names.
     *
     * @return the names, including those that are not Hubplane's
     */
    Set<String> names();
}
