package io.hubplane.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ServiceConfigurationError;

/** Chooses where settings come from. */
final class ConfigurationSources {
    private static final Logger LOGGER = System.getLogger(ConfigurationSources.class.getName());

    private ConfigurationSources() {}

    /** MicroProfile Config where it works, else the system properties and the environment. */
    static ConfigurationSource ofThisProcess() {
        try {
            ConfigurationSource source = MicroProfileSource.current();
            LOGGER.log(Level.DEBUG, "Settings come from MicroProfile Config");
            return source;
        } catch (IllegalStateException | LinkageError | ServiceConfigurationError e) {
            // GlassFish 8.0.0 brings the API and no implementation; others bring neither.
            LOGGER.log(Level.DEBUG, "Settings come from system properties and the environment: {0}", e.toString());
            return new SystemSource(System.getProperties(), System.getenv());
        }
    }
}
