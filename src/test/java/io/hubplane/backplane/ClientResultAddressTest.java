package io.hubplane.backplane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientResultAddressTest {
    @Test
    void anAddressIsTheChannelWithoutThePrefix() {
        assertThat(ClientResultAddress.of("MyApp.ChatHub", "web1_abc"))
                .isEqualTo("MyApp.ChatHub:internal:return:web1_abc");
    }

    @Test
    void anAddressStandsForItsScope() {
        assertThat(ClientResultAddress.scope("Chat", "Chat:internal:return:web:1"))
                .contains(new Scope(Scope.Kind.CLIENT_RESULTS, "Chat", "web:1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "R", "Other:internal:return:web1", "Chat:internal:return:", "Chat:all"})
    void anythingElseIsNoAddress(String text) {
        assertThat(ClientResultAddress.scope("Chat", text)).isEmpty();
    }
}
