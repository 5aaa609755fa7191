package io.hubplane.backplane.redis.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisAddressTest {
    private static RedisAddress address(String uri) {
        return RedisAddress.of(URI.create(uri));
    }

    @ParameterizedTest
    @CsvSource({
        "redis://localhost, false, localhost, 6379, 0",
        "REDISS://redis.example:6380/3, true, redis.example, 6380, 3",
        "redis://redis_cache:6379, false, redis_cache, 6379, 0",
        "redis://my_app-redis_1.internal/, false, my_app-redis_1.internal, 6379, 0",
        "redis://1redis, false, 1redis, 6379, 0",
        "redis://10.0.0.5:7000, false, 10.0.0.5, 7000, 0",
        "redis://[::1]:6379/15, false, ::1, 6379, 15",
        "redis://[2001:db8::7], false, 2001:db8::7, 6379, 0",
        "redis://[fe80::1%25eth0]:1, false, fe80::1%25eth0, 1, 0"
    })
    void placeIsRead(String uri, boolean tls, String host, int port, int database) {
        assertThat(address(uri)).isEqualTo(new RedisAddress(tls, null, null, host, port, database));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "redis://:secret@redis_cache, none, secret",
                "redis://:@host, none, none",
                "redis://hub:secret@host, hub, secret",
                "redis://team%3Ahub:s%3Ae%2Fc%40r%25t@host, team:hub, s:e/c@r%t",
                "redis://hub:a:b+c@host, hub, a:b+c",
                "redis://h%C3%BCb:p%C3%A4ss@redis_cache:1, hüb, päss",
                "redis://hub:@host, hub, ''"
            })
    void userAndPasswordAreDecodedEachForItself(String uri, String user, String password) {
        RedisAddress address = address(uri);

        assertThat(address.user()).isEqualTo(user);
        assertThat(address.password()).isEqualTo(password);
        assertThat(address.toString()).doesNotContain("secret");
    }
}
