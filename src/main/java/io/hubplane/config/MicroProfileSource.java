package io.hubplane.config;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Settings from MicroProfile Config. The only class that uses it, since not every server has it. */
final class MicroProfileSource implements ConfigurationSource {
    private final Config config;

    MicroProfileSource(Config config) {
        this.config = config;
    }

    /**
     * The configuration of the calling thread's application.
     *
     * @throws IllegalStateException if there is no implementation
     * @throws NoClassDefFoundError if there is not even the API
     */
    static ConfigurationSource current() {
        return new MicroProfileSource(ConfigProvider.getConfig());
    }

    @Override
    public Optional<String> value(String key) {
        return config.getOptionalValue(key, String.class).filter(value -> !value.isBlank());
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        config.getPropertyNames().forEach(names::add);
        return names;
    }
}
