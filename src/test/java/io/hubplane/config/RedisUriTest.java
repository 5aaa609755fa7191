package io.hubplane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hubplane.backplane.redis.topology.RedisAccessOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
        "user:secret@localhost, user:***@localhost",
        "'redis+sentinel://:secret@a:1,b/2?master=farm', 'redis+sentinel://:***@a:1,b/2?master=farm'",
        "'rediss+cluster://hub:secret@a:1,b:2', 'rediss+cluster://hub:***@a:1,b:2'",
        "'redis+cluster://:secret,b', redis+cluster://***"
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
                "redis+sentinel://:secret@a,b",
                "redis+cluster://:secret@a,b/1",
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
                "rediss://hub:secret@redis.example:6380",
                "redis+sentinel://hub:secret@a:26379,b,c/?master=farm",
                "rediss+cluster://a:7000,b:7001"
            })
    void whatRedisClientsUnderstandIsAllowed(String uri) {
        assertThat(HubplaneConfiguration.of(Map.of("hubplane.redis.uri", uri)).redis())
                .map(options -> options.uri().toString())
                .contains(uri);
    }

    @Test
    void aClusterIsNotSharedWithAspNetCore() {
        Map<String, String> settings =
                Map.of("hubplane.redis.uri", "redis+cluster://a", "hubplane.redis.interop", "aspnetcore");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> HubplaneConfiguration.of(settings))
                .withMessageContaining("hubplane.redis.interop is aspnetcore, which a Cluster does not allow");
    }

    @Test
    void whatIsForSentinelsNeedsSentinels() {
        Map<String, String> settings =
                Map.of("hubplane.redis.uri", "redis://a", "hubplane.redis.sentinel-password", "secret");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> HubplaneConfiguration.of(settings))
                .withMessageContaining("hubplane.redis.sentinel-password is for sentinels")
                .withMessageNotContaining("secret");
        Map<String, String> userAlone =
                Map.of("hubplane.redis.uri", "redis+sentinel://a/?master=farm", "hubplane.redis.sentinel-user", "hub");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> HubplaneConfiguration.of(userAlone))
                .withMessageContaining("hubplane.redis.sentinel-user needs hubplane.redis.sentinel-password");
    }

    @Test
    void formsHaveOptionsOfTheirOwn() {
        RedisAccessOptions access = HubplaneConfiguration.of(Map.of(
                        "hubplane.redis.uri", "redis+sentinel://a/?master=farm",
                        "hubplane.redis.sentinel-user", "hub",
                        "hubplane.redis.sentinel-password", "secret",
                        "hubplane.redis.cluster-partitions", "6"))
                .redis()
                .orElseThrow()
                .access();
        assertThat(access).isEqualTo(new RedisAccessOptions(null, null, "hub", "secret", 6));
        assertThat(access.toString()).doesNotContain("secret");
    }
}
