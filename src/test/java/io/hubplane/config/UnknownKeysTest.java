package io.hubplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownKeysTest {
    private static final UnknownKeys UNKNOWN_KEYS = new UnknownKeys(
            Stream.concat(Settings.ALL.stream().map(Setting::key), Stream.of("hubplane.hub.chat.keep-alive-interval"))
                    .toList());

    @ParameterizedTest
    @CsvSource({
        "hubplane.redis.url, hubplane.redis.uri",
        "hubplane.redis.channelPrefix, hubplane.redis.channel-prefix",
        "hubplane.redis.channel.prefix, hubplane.redis.channel-prefix",
        "hubplane.keepalive-interval, hubplane.keep-alive-interval",
        "hubplane.detailed-errors, hubplane.enable-detailed-errors",
        "Hubplane.Redis.Uri, hubplane.redis.uri",
        "hubplane.hub.chat.keepalive-interval, hubplane.hub.chat.keep-alive-interval",
        "hubplane.hub.chats.keep-alive-interval, hubplane.hub.chat.keep-alive-interval",
        "HUBPLANE_REDIS_URL, HUBPLANE_REDIS_URI",
        "HUBPLANE_DISPATCH_THREAD, HUBPLANE_DISPATCH_THREADS"
    })
    void unknownNameIsRefusedAndTheNearestIsSuggested(String name, String nearest) {
        assertThat(UNKNOWN_KEYS.problems(Set.of(name)))
                .containsExactly(name + " is not a setting; did you mean " + nearest + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hubplane.redis.uri",
                "HUBPLANE_REDIS_URI",
                "hubplane_redis_uri",
                "HUBPLANE_REDIS_CHANNEL_PREFIX",
                "HUBPLANE_HUB_CHAT_KEEP_ALIVE_INTERVAL",
                "hubplane",
                "HUBPLANE",
                "hubplanes.redis.url",
                "my.hubplane.redis.url",
                "PATH"
            })
    void knownNamesAndThoseOfOthersAreNoProblem(String name) {
        assertThat(UNKNOWN_KEYS.problems(Set.of(name))).isEmpty();
    }

    @Test
    void keyGuessedFromAVariableIsNoProblemBesideTheVariable() {
        assertThat(UNKNOWN_KEYS.problems(Set.of("HUBPLANE_REDIS_CHANNEL_PREFIX", "hubplane.redis.channel.prefix")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HUBPLANE_SERVICE_HOST",
                "HUBPLANE_SERVICE_PORT",
                "HUBPLANE_SERVICE_PORT_HTTP",
                "HUBPLANE_PORT",
                "HUBPLANE_PORT_8080_TCP_ADDR",
                "hubplane.port.8080.tcp.addr"
            })
    void variablesKubernetesSetsForAServiceOfThatNameAreNoProblem(String name) {
        assertThat(UNKNOWN_KEYS.problems(Set.of(name))).isEmpty();
    }
}
