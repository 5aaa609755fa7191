package io.hubplane.backplane.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisChannelsTest {
    private final RedisChannels channels = new RedisChannels("App:");

    @ParameterizedTest
    @CsvSource({
        "ALL, '', App:Chat:all",
        "GROUP, red team, App:Chat:group:red team",
        "USER, a:b, App:Chat:user:a:b",
        "CONNECTION, c1, App:Chat:connection:c1",
        "GROUP_COMMANDS, '', App:Chat:internal:groups",
        "ACKNOWLEDGEMENTS, n1, App:Chat:internal:ack:n1",
        "CLIENT_RESULTS, n1, App:Chat:internal:return:n1",
        "NODE, n1, App:Chat:internal:node:n1"
    })
    void namesAreThoseOfAspNetCoreAndOneOfOurs(Scope.Kind kind, String name, String channel) {
        assertThat(channels.of(new Scope(kind, "Chat", name))).isEqualTo(channel);
    }

    @Test
    void prefixMayBeEmpty() {
        assertThat(new RedisChannels("").of(Scope.all("Chat"))).isEqualTo("Chat:all");
    }

    @Test
    void controlChannelIsNoHubs() {
        assertThat(channels.control("n1")).isEqualTo("App:hubplane:control:n1");
        assertThat(channels.of(Scope.heartbeats())).isEqualTo("App:hubplane:nodes");
        assertThat(channels.of(Scope.cluster("n1"))).isEqualTo("App:hubplane:cluster:n1");
        assertThat(channels.of(Scope.presence(""))).isEqualTo("App:hubplane:presence:");
        assertThat(channels.of(Scope.presence("n1"))).isEqualTo("App:hubplane:presence:n1");
    }

    @Test
    void hubNameWithAColonIsRefused() {
        assertThatThrownBy(() -> channels.of(Scope.all("Chat:group:a")))
                .isInstanceOf(BackplaneException.class)
                .hasMessageContaining("'Chat:group:a' has a colon");
    }

    @ParameterizedTest
    @ValueSource(chars = {'\ud83d', '\ude00'})
    void nameWithHalfASurrogatePairIsRefused(char half) {
        assertThatThrownBy(() -> channels.of(Scope.group("Chat", "a" + half)))
                .isInstanceOf(BackplaneException.class)
                .hasMessageContaining("index 1");
    }

    @Test
    void nameOutsideTheBasicPlaneIsAccepted() {
        assertThat(channels.of(Scope.group("Chat", "😀"))).isEqualTo("App:Chat:group:😀");
    }
}
