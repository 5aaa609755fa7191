package io.hubplane.transport.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hubplane.transport.http.FakeRequest;
import io.hubplane.transport.http.HubServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final TrustedProxies PROXIES =
            new TrustedProxies(List.of("10.0.0.0/8", "192.168.1.1", "fd00::/8", "::1"));

    private static FakeRequest request(String peer) {
        return FakeRequest.of("GET", "/chat").from(peer).header("Host", "inside:8080");
    }

    private static ClientSide seen(FakeRequest request) {
        return PROXIES.clientSide(request.toServletRequest());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # peer,         X-Forwarded-For,                          client
            192.0.2.7,      '203.0.113.9',                            192.0.2.7
            10.1.2.3,       '203.0.113.9',                            203.0.113.9
            10.1.2.3,       '198.51.100.66, 203.0.113.9',             203.0.113.9
            10.1.2.3,       '203.0.113.9, 10.9.9.9',                  203.0.113.9
            10.1.2.3,       '10.0.0.5, 10.9.9.9',                     10.0.0.5
            10.1.2.3,       '203.0.113.9:4711',                       203.0.113.9
            10.1.2.3,       '[2001:db8::1]:4711',                     2001:db8::1
            10.1.2.3,       '2001:db8::1',                            2001:db8::1
            10.1.2.3,       'unknown',                                10.1.2.3
            10.1.2.3,       '203.0.113.9, unknown',                   10.1.2.3
            10.1.2.3,       'evil.example',                           10.1.2.3
            10.1.2.3,       '',                                       10.1.2.3
            192.168.1.1,    '203.0.113.9',                            203.0.113.9
            192.168.1.2,    '203.0.113.9',                            192.168.1.2
            fd12::1,        '203.0.113.9',                            203.0.113.9
            fe80::1,        '203.0.113.9',                            fe80::1
            0:0:0:0:0:0:0:1,'203.0.113.9',                            203.0.113.9
            ::ffff:10.1.2.3,'203.0.113.9',                            203.0.113.9
            fd12::1%eth0,   '203.0.113.9',                            203.0.113.9
            """)
    void clientIsTheFirstBeforeTheProxies(String peer, String forwarded, String client) {
        assertThat(seen(request(peer).header("X-Forwarded-For", forwarded)).address())
                .isEqualTo(client);
    }

    @Test
    void headersMayBeSeveral() {
        assertThat(seen(request("10.1.2.3").header("X-Forwarded-For", "198.51.100.66", "203.0.113.9"))
                        .address())
                .isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # X-Forwarded-Host,          -Port,  -Proto, host,               secure
            chat.example,                ,       https,  chat.example,       true
            chat.example:8443,           443,    HTTPS,  chat.example:8443,  true
            chat.example,                8443,   https,  chat.example:8443,  true
            '[2001:db8::1]',             8443,   http,   '[2001:db8::1]:8443', false
            ,                            8443,   https,  inside:8080,        true
            ,                            ,       ,       inside:8080,        false
            'evil.example, chat.example',,       'https, http', chat.example, false
            """)
    void hostAndSchemeAreThoseTheProxyWasAskedBy(String host, String port, String proto, String seen, boolean secure) {
        FakeRequest request = request("10.1.2.3").header("X-Forwarded-For", "203.0.113.9");
        add(request, "X-Forwarded-Host", host);
        add(request, "X-Forwarded-Port", port);
        add(request, "X-Forwarded-Proto", proto);

        assertThat(seen(request)).isEqualTo(new ClientSide("203.0.113.9", seen, secure));
    }

    private static void add(FakeRequest request, String header, String value) {
        if (value != null) {
            request.header(header, value);
        }
    }

    @Test
    void ofSeveralProxiesTheOneNearestToTheClientIsBelieved() {
        FakeRequest request = request("10.1.2.3")
                .header("X-Forwarded-For", "203.0.113.9, 10.9.9.9")
                .header("X-Forwarded-Host", "evil.example, chat.example, inner.example");
        assertThat(seen(request).host()).isEqualTo("chat.example");

        request.header("X-Forwarded-Host", "chat.example");
        assertThat(seen(request).host()).isEqualTo("chat.example");
    }

    @Test
    void whoIsNoProxyIsNotBelieved() {
        FakeRequest request = request("192.0.2.7")
                .header("X-Forwarded-Host", "chat.example")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-For", "203.0.113.9");

        assertThat(seen(request)).isEqualTo(new ClientSide("192.0.2.7", "inside:8080", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "proxy.example",
                "10.0.0",
                "10.0.0.256",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/x",
                "::g",
                "::/129"
            })
    void whatIsNoAddressIsRefusedWithoutLookingItUp(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustedProxies(List.of(text)))
                .withMessageContaining("'" + text + "' in hubplane.trusted-proxies");
    }

    @Test
    void ownPagesAreKnownBehindAProxyThatTellsTheHost() throws IOException {
        HubServer hub = new HubServer();
        hub.frontDoor = FrontDoorFixture.trusting("10.0.0.0/8");
        FakeRequest request = FakeRequest.of("POST", "/chat/negotiate")
                .header("Host", "inside:8080")
                .header("Origin", "https://chat.example:8443")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Host", "chat.example")
                .header("X-Forwarded-Port", "8443")
                .header("X-Forwarded-Proto", "https");

        assertThat(hub.answer(request.from("10.1.2.3")).status()).isEqualTo(200);
        assertThat(hub.gateway.requests.get(0).remoteAddress()).isEqualTo("203.0.113.9");
        assertThat(hub.answer(request.from("192.0.2.7")).status()).isEqualTo(403);
        assertThat(hub.answer(request.from("10.1.2.3").header("Origin", "https://inside:8080"))
                        .status())
                .isEqualTo(403);
    }
}
