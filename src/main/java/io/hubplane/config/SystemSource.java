package io.hubplane.config;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Settings from system properties, then from the environment, under the names that MicroProfile Config uses there. */
final class SystemSource implements ConfigurationSource {
    private final Properties properties;
    private final Map<String, String> environment;

    SystemSource(Properties properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    @Override
    public Optional<String> value(String key) {
        String underscored = EnvironmentNames.underscored(key);
        return Stream.<@Nullable String>of(
                        properties.getProperty(key),
                        environment.get(key),
                        environment.get(underscored),
                        environment.get(EnvironmentNames.of(key)))
                .flatMap(Stream::ofNullable)
                .findFirst()
                .filter(value -> !value.isBlank());
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(properties.stringPropertyNames());
        names.addAll(environment.keySet());
        return names;
    }
}
