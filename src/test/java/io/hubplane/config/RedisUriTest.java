package io.hubplane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUriTest {
    @ParameterizedTest
    @CsvSource({
        "redis://localhost:6379/1, redis://localhost:6379/1",
        "redis://[::1]:6379, redis://[::1]:6379",
        "redis://:secret@localhost, redis://:***@localhost",
        "rediss://user:secret@localhost, rediss://user:***@localhost",
        "redis://secret@localhost, redis://***@localhost",
        "redis://user:se@cr/et@localhost, redis://user:***@localhost",
        "redis://user:secret@localhost?password=secret, redis://user:***@***",
        "redis://:secret, redis://***",
        "redis://:secret#@localhost:0, redis://:***@localhost:0",
        "user:secret@localhost, user:***@localhost"
    })
    void whatMayBeAPasswordIsMasked(String text, String masked) {
        assertThat(RedisUri.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://:secret",
                "redis://user:secret",
                "redis://user@localhost",
                "redis://:se cret@localhost",
                "redis://:secret^@localhost",
                "redis://:secret@localhost:port",
                "redis://localhost?password=secret",
                "http://user:secret@localhost"
            })
    void errorDoesNotShowThePassword(String uri) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> HubplaneConfiguration.of(Map.of("hubplane.redis.uri", uri)))
                .withMessageContaining("hubplane.redis.uri is \"")
                .withMessageNotContaining("cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://redis_cache:6379",
                "redis://:secret@my_redis",
                "redis://team%3Ahub:secret@[::1]:6379/2",
                "rediss://hub:secret@redis.example:6380"
            })
    void whatRedisClientsUnderstandIsAllowed(String uri) {
        assertThat(HubplaneConfiguration.of(Map.of("hubplane.redis.uri", uri)).redis())
                .map(options -> options.uri().toString())
                .contains(uri);
    }
}
