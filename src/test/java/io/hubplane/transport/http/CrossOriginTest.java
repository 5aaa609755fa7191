package io.hubplane.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossOriginTest {
    private static FakeResponse answer(FakeRequest request, String... allowedOrigins) throws IOException {
        HubServer hub = new HubServer();
        hub.options = HttpOptionsFixture.allowing(Set.of(allowedOrigins));
        return hub.answer(request);
    }

    private static FakeRequest preflight(String target) {
        return FakeRequest.of("OPTIONS", target)
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "POST");
    }

    @ParameterizedTest
    @CsvSource({"/chat, 'GET, POST, DELETE'", "/chat/negotiate, POST"})
    void preflightOfAnAllowedOriginGetsItsPermission(String target, String methods) throws IOException {
        FakeResponse response = answer(
                preflight(target).header("Access-Control-Request-Headers", "x-requested-with,authorization"),
                "https://app.example");

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers())
                .containsEntry("Access-Control-Allow-Origin", "https://app.example")
                .containsEntry("Access-Control-Allow-Credentials", "true")
                .containsEntry("Access-Control-Allow-Methods", methods)
                .containsEntry("Access-Control-Allow-Headers", "x-requested-with, authorization")
                .containsEntry("Vary", "Origin");
    }

    @Test
    void preflightEchoesOnlyWhatCanBeAHeaderName() throws IOException {
        FakeResponse response = answer(
                preflight("/chat").header("Access-Control-Request-Headers", "x-good, b@d, , a b, <script>"),
                "https://app.example");

        assertThat(response.headers()).containsEntry("Access-Control-Allow-Headers", "x-good");
    }

    @Test
    void preflightWithoutHeadersAllowsNone() throws IOException {
        assertThat(answer(preflight("/chat"), "https://app.example").headers())
                .doesNotContainKey("Access-Control-Allow-Headers");
    }

    @Test
    void originsAllowedByStarGetNoCredentials() throws IOException {
        FakeResponse response = answer(preflight("/chat"), "*");

        assertThat(response.headers())
                .containsEntry("Access-Control-Allow-Origin", "*")
                .doesNotContainKey("Access-Control-Allow-Credentials");
    }

    @Test
    void originsAllowedByNameGetCredentialsBesidesAStar() throws IOException {
        FakeResponse response = answer(preflight("/chat"), "*", "https://app.example");

        assertThat(response.headers())
                .containsEntry("Access-Control-Allow-Origin", "https://app.example")
                .containsEntry("Access-Control-Allow-Credentials", "true");
    }

    @Test
    void answersToAnAllowedOriginMayBeReadByIt() throws IOException {
        FakeResponse negotiation = answer(
                FakeRequest.of("POST", "/chat/negotiate").header("Origin", "https://app.example"),
                "https://app.example");
        FakeResponse error =
                answer(FakeRequest.of("GET", "/chat").header("Origin", "https://app.example"), "https://app.example");

        assertThat(negotiation.status()).isEqualTo(200);
        assertThat(negotiation.headers()).containsEntry("Access-Control-Allow-Origin", "https://app.example");
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.headers()).containsEntry("Access-Control-Allow-Origin", "https://app.example");
    }

    @Test
    void ownPagesNeedNoPermissionButCachesAreTold() throws IOException {
        FakeResponse response = answer(FakeRequest.of("GET", "/chat").header("Origin", "https://hub.example"));

        assertThat(response.headers())
                .containsEntry("Vary", "Origin")
                .doesNotContainKeys("Access-Control-Allow-Origin", "Access-Control-Allow-Credentials");
    }
}
