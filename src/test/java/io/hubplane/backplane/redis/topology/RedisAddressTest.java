package io.hubplane.backplane.redis.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

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
        assertThat(address(uri))
                .isEqualTo(new RedisAddress(
                        RedisForm.STANDALONE, tls, null, null, List.of(new HostAndPort(host, port)), database, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "redis+sentinel://a/?master=farm SENTINEL false a:26379 0 farm",
                "redis+sentinel://a:1,b_2,10.0.0.3:3?master=my.farm-1 SENTINEL false a:1,b_2:26379,10.0.0.3:3 0 my.farm-1",
                "REDISS+Sentinel://hub:secret@a:1,b:2/3?master=farm SENTINEL true a:1,b:2 3 farm",
                "redis+cluster://a CLUSTER false a:6379 0 ''",
                "rediss+cluster://:secret@a:1,b/ CLUSTER true a:1,b:6379 0 ''"
            })
    void otherFormsHaveSeveralHosts(
            String uri, RedisForm form, boolean tls, String hosts, int database, String master) {
        RedisAddress address = address(uri);

        assertThat(address.form()).isEqualTo(form);
        assertThat(address.tls()).isEqualTo(tls);
        assertThat(address.hosts()).extracting(HostAndPort::toString).containsExactly(hosts.split(",", -1));
        assertThat(address.database()).isEqualTo(database);
        assertThat(address.master()).isEqualTo(master);
        assertThat(address.password()).isEqualTo(uri.contains("secret") ? "secret" : null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://a,b",
                "redis://a?master=farm",
                "redis+sentinel://a,b",
                "redis+sentinel://a,b/?master=",
                "redis+sentinel://a,b/?master=farm&more=1",
                "redis+sentinel://a,,b/?master=farm",
                "redis+sentinel://a:0/?master=farm",
                "redis+cluster://a/1",
                "redis+cluster://a?master=farm",
                "redis+cluster://a:65536",
                "redis+ring://a"
            })
    void whatAFormDoesNotHaveIsRefused(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> address(uri))
                .withMessageContainingAll("redis://", "redis+sentinel://", "redis+cluster://");
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
