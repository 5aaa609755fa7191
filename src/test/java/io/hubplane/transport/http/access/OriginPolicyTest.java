package io.hubplane.transport.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hubplane.transport.http.FakeRequest;
import io.hubplane.transport.http.access.OriginPolicy.Verdict;
import io.hubplane.transport.http.answer.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPolicyTest {
    private static final ClientSide HUB = new ClientSide("192.0.2.7", "hub.example", false);

    @ParameterizedTest
    @CsvSource(textBlock = """
            # origin,                    host,                 secure, verdict
            http://hub.example,           hub.example,          false,  SAME
            http://hub.example:80,        hub.example,          false,  SAME
            http://hub.example,           hub.example:80,       false,  SAME
            HTTP://Hub.Example,           hUb.example,          false,  SAME
            https://hub.example,          hub.example,          false,  SAME
            https://hub.example,          hub.example:443,      false,  SAME
            https://hub.example,          hub.example,          true,   SAME
            http://hub.example:8080,      hub.example:8080,     false,  SAME
            http://[2001:db8::1]:8080,    [2001:DB8::1]:8080,   false,  SAME
            http://hub.example,           hub.example,          true,   FOREIGN
            http://hub.example:8080,      hub.example,          false,  FOREIGN
            http://hub.example,           hub.example:8080,     false,  FOREIGN
            https://hub.example,          hub.example:80,       false,  FOREIGN
            http://evil.example,          hub.example,          false,  FOREIGN
            http://hub.example.evil,      hub.example,          false,  FOREIGN
            http://evil-hub.example,      hub.example,          false,  FOREIGN
            http://hub.example@evil,      hub.example,          false,  FOREIGN
            http://hub.example/,          hub.example,          false,  FOREIGN
            hub.example,                  hub.example,          false,  FOREIGN
            null,                         null,                 false,  FOREIGN
            '',                           hub.example,          false,  FOREIGN
            http://hub.example,           ,                     false,  FOREIGN
            http://hub.example,           '',                   false,  FOREIGN
            https://app.example,          hub.example,          false,  ALLOWED
            https://app.example:443,      hub.example,          true,   ALLOWED
            HTTPS://APP.example,          hub.example,          false,  ALLOWED
            http://app.example,           hub.example,          false,  FOREIGN
            https://app.example:8443,     hub.example,          false,  FOREIGN
            https://sub.app.example,      hub.example,          false,  FOREIGN
            capacitor://localhost,        hub.example,          false,  ALLOWED
            """)
    void originsAreComparedBySchemeHostAndPort(String origin, String host, boolean secure, Verdict verdict) {
        OriginPolicy policy = new OriginPolicy(Set.of("https://app.example", "capacitor://localhost"));

        assertThat(policy.judge(origin, host, secure)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # pattern,                 origin,                        verdict
            https://*.app.example,     https://a.app.example,         ALLOWED
            https://*.app.example,     https://a.b.app.example,       ALLOWED
            https://*.App.example,     https://a.app.example:443,     ALLOWED
            https://*.app.example:8443,https://a.app.example:8443,    ALLOWED
            http://*.localhost:3000,   http://x.localhost:3000,       ALLOWED
            https://*.app.example,     https://app.example,           FOREIGN
            https://*.app.example,     https://.app.example,          FOREIGN
            https://*.app.example,     https://evilapp.example,       FOREIGN
            https://*.app.example,     https://a.app.example.evil,    FOREIGN
            https://*.app.example,     http://a.app.example,          FOREIGN
            https://*.app.example,     https://a.app.example:8443,    FOREIGN
            ionic://localhost,         ionic://localhost,             ALLOWED
            capacitor://localhost,     capacitor://localhost,         ALLOWED
            capacitor://localhost,     https://localhost,             FOREIGN
            """)
    void whatIsBelowADomainMayBeAllowed(String pattern, String origin, Verdict verdict) {
        assertThat(new OriginPolicy(Set.of(pattern)).judge(origin, "hub.example", false))
                .isEqualTo(verdict);
    }

    /** Without an {@code Origin} header. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # Sec-Fetch-Site, allowed,             verdict
                  ,           https://app.example, NO_ORIGIN
            same-origin,      https://app.example, NO_ORIGIN
            none,             https://app.example, NO_ORIGIN
            cross-site,       https://app.example, FOREIGN
            same-site,        https://app.example, FOREIGN
            same-origin,      *,                   NO_ORIGIN
            cross-site,       *,                   ANY_ALLOWED
            same-site,        *,                   ANY_ALLOWED
            """)
    void foreignPagesThatHideTheirOriginAreKnownByTheirSite(String site, String allowed, Verdict verdict) {
        FakeRequest request = FakeRequest.of("GET", "/chat");
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        assertThat(new OriginPolicy(Set.of(allowed)).judge(request.toServletRequest(), HUB))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, ANY_ALLOWED",
        "null, ANY_ALLOWED",
        "https://app.example, ALLOWED",
        "https://hub.example, SAME"
    })
    void starAllowsAnyOrigin(String origin, Verdict verdict) {
        OriginPolicy policy = new OriginPolicy(Set.of("*", "https://app.example"));

        assertThat(policy.judge(origin, "hub.example", false)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.example",
                "https://app.example/chat",
                "https://*.example",
                "https://*",
                "https://a.*.example",
                "https://*app.example",
                "https://app.example:0",
                "wss://app.example",
                "",
                "https://"
            })
    void allowedOriginThatIsNoneIsRefused(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OriginPolicy(Set.of(origin)))
                .withMessageContaining("'" + origin + "'")
                .withMessageContaining("hubplane.allowed-origins");
    }

    @Test
    void nullIsNobodysOriginAndSoNoneThatCouldBeAllowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OriginPolicy(Set.of("null")))
                .withMessageContaining("every sandboxed frame");
    }

    @Test
    void refusalOfAHiddenOriginSaysHowItIsKnown() {
        Answer refusal = OriginPolicy.refusal(
                FakeRequest.of("GET", "/chat")
                        .header("Sec-Fetch-Site", "cross-site")
                        .toServletRequest(),
                HUB);

        assertThat(new String(refusal.body(), StandardCharsets.UTF_8))
                .contains("Sec-Fetch-Site: cross-site", "hubplane.allowed-origins");
    }

    @Test
    void refusalStatesOriginHostAndKey() {
        Answer refusal = OriginPolicy.refusal(
                FakeRequest.of("GET", "/chat")
                        .header("Origin", "https://evil.example")
                        .toServletRequest(),
                HUB);

        assertThat(refusal.status()).isEqualTo(403);
        assertThat(new String(refusal.body(), StandardCharsets.UTF_8))
                .contains("'https://evil.example'", "'hub.example'", "hubplane.allowed-origins");
    }
}
