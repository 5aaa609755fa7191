package io.hubplane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;

class ConfigurationSourceTest {
    private final Properties properties = new Properties();
    private final Map<String, String> environment = new HashMap<>();
    private final SystemSource system = new SystemSource(properties, environment);

    @Test
    void systemPropertyComesBeforeTheEnvironment() {
        properties.setProperty("hubplane.redis.uri", "redis://property");
        environment.put("HUBPLANE_REDIS_URI", "redis://environment");

        assertThat(system.value("hubplane.redis.uri")).contains("redis://property");
    }

    @Test
    void variablesAreNamedAsInMicroProfileConfig() {
        environment.put("HUBPLANE_REDIS_CHANNEL_PREFIX", "capitals");
        assertThat(system.value("hubplane.redis.channel-prefix")).contains("capitals");

        environment.put("hubplane_redis_channel_prefix", "small");
        assertThat(system.value("hubplane.redis.channel-prefix")).contains("small");

        environment.put("hubplane.redis.channel-prefix", "as it is");
        assertThat(system.value("hubplane.redis.channel-prefix")).contains("as it is");
    }

    @Test
    void namesOfPropertiesAndVariablesAreTold() {
        properties.setProperty("a.b", "1");
        environment.put("A_C", "2");

        assertThat(system.names()).containsExactlyInAnyOrder("a.b", "A_C");
    }

    @Test
    void blankValuesCountAsNotSet() {
        properties.setProperty("hubplane.redis.uri", " ");

        assertThat(system.value("hubplane.redis.uri")).isEmpty();
        assertThat(new MapSource(Map.of("hubplane.redis.uri", "")).value("hubplane.redis.uri"))
                .isEmpty();
        assertThat(new MicroProfileSource(new FakeConfig(Map.of("hubplane.redis.uri", " ")))
                        .value("hubplane.redis.uri"))
                .isEmpty();
    }

    @Test
    void unknownVariableStopsTheNode() {
        environment.put("HUBPLANE_REDIS_URL", "redis://:secret@localhost");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> HubplaneConfiguration.from(system, List.of()))
                .withMessageContaining("HUBPLANE_REDIS_URL is not a setting; did you mean HUBPLANE_REDIS_URI?")
                .withMessageNotContaining("secret");
    }

    @Test
    void microProfileConfigIsReadAsItIs() {
        ConfigurationSource source = new MicroProfileSource(new FakeConfig(Map.of("hubplane.redis.uri", "redis://x")));

        assertThat(source.value("hubplane.redis.uri")).contains("redis://x");
        assertThat(source.value("hubplane.node.name")).isEmpty();
        assertThat(source.names()).containsExactly("hubplane.redis.uri");
    }

    @Test
    void apiOfMicroProfileConfigWithoutAnImplementationIsNoObstacle() {
        assertThat(ConfigurationSources.ofThisProcess()).isInstanceOf(SystemSource.class);
        assertThat(HubplaneConfiguration.load(List.of()).redis()).isEmpty();
    }

    /** The part of MicroProfile Config that is needed here. */
    private record FakeConfig(Map<String, String> settings) implements Config {
        @Override
        public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
            return Optional.ofNullable(settings.get(name)).map(type::cast);
        }

        @Override
        public Iterable<String> getPropertyNames() {
            return Set.copyOf(settings.keySet());
        }

        @Override
        public <T> T getValue(String name, Class<T> type) {
            return getOptionalValue(name, type).orElseThrow();
        }

        @Override
        public ConfigValue getConfigValue(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterable<ConfigSource> getConfigSources() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Optional<Converter<T>> getConverter(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new IllegalArgumentException();
        }
    }
}
