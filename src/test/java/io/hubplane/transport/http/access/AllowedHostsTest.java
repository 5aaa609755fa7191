package io.hubplane.transport.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hubplane.transport.http.FakeRequest;
import io.hubplane.transport.http.FakeResponse;
import io.hubplane.transport.http.HubServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
    private static boolean isAllowed(String allowed, String host) {
        return new AllowedHosts(List.of(allowed))
                .refusal(new ClientSide("192.0.2.7", host, false))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # allowed,           host,                  whether it is
            chat.example,        chat.example,          true
            chat.example,        Chat.Example:8080,     true
            CHAT.example,        chat.example,          true
            chat.example:8080,   chat.example:8080,     true
            chat.example:8080,   chat.example,          false
            chat.example:8080,   chat.example:9090,     false
            chat.example,        evil.example,          false
            chat.example,        chat.example.evil,     false
            chat.example,        a.chat.example,        false
            chat.example,        ,                      false
            chat.example,        '',                    false
            *.chat.example,      a.chat.example,        true
            *.chat.example,      a.b.chat.example:80,   true
            *.chat.example:80,   a.chat.example:80,     true
            *.chat.example:80,   a.chat.example:81,     false
            *.chat.example,      chat.example,          false
            *.chat.example,      evilchat.example,      false
            192.0.2.1,           192.0.2.1:8080,        true
            [2001:db8::1],       [2001:DB8::1]:8080,    true
            [2001:db8::1],       [2001:db8::2],         false
            """)
    void hostsAreComparedByNameAndIfSaidByPort(String allowed, String host, boolean whether) {
        assertThat(isAllowed(allowed, host)).isEqualTo(whether);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "https://chat.example",
                "chat.example/",
                "*chat.example",
                "a.*.example",
                "chat example",
                "x:"
            })
    void whatIsNoHostIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AllowedHosts(List.of(text)))
                .withMessageContaining("'" + text + "' in hubplane.allowed-hosts");
    }

    /** DNS rebinding: the page's own host name resolves to this server, so its requests have the same origin. */
    @Test
    void pageWhoseNameWasLedHereIsRefused() throws IOException {
        HubServer hub = new HubServer();
        hub.frontDoor = FrontDoorFixture.askedAs("hub.example");
        FakeRequest rebound = FakeRequest.of("POST", "/chat/negotiate")
                .header("Host", "evil.example")
                .header("Origin", "http://evil.example");

        FakeResponse refusal = hub.answer(rebound);
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.body()).contains("'evil.example'", "hubplane.allowed-hosts");
        assertThat(hub.answer(FakeRequest.of("GET", "/chat").header("Host", "evil.example"))
                        .status())
                .isEqualTo(403);
        assertThat(hub.gateway.created).isEmpty();
        assertThat(hub.answer(FakeRequest.of("POST", "/chat/negotiate")).status())
                .isEqualTo(200);
    }
}
