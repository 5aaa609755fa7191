package io.hubplane.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.ServiceConfigurationError;
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

    /** MicroProfile Config where it works, else the system properties and the environment. */
    static ConfigurationSource ofThisProcess() {
        Logger logger = System.getLogger(ConfigurationSource.class.getName());
        try {
            ConfigurationSource source = MicroProfileSource.current();
            logger.log(Level.DEBUG, "Settings come from MicroProfile Config");
            return source;
        } catch (IllegalStateException | LinkageError | ServiceConfigurationError e) {
            // GlassFish 8.0.0 brings the API and no implementation; others bring neither.
            logger.log(Level.DEBUG, "Settings come from system properties and the environment: {0}", e.toString());
            return new SystemSource(System.getProperties(), System.getenv());
        }
    }
}
