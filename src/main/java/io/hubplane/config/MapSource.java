package io.hubplane.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings given as a map. */
final class MapSource implements ConfigurationSource {
    private final Map<String, String> settings;

    MapSource(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    @Override
    public Optional<String> value(String key) {
        return Optional.ofNullable(settings.get(key)).filter(value -> !value.isBlank());
    }

    @Override
    public Set<String> names() {
        return settings.keySet();
    }
}
