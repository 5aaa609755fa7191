package io.hubplane.transport.http;

import static io.hubplane.transport.http.HubServletTest.assertText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketOpeningTest {
    private final HubServer hub = new HubServer();
    private final FakeGateway gateway = hub.gateway;

    @ParameterizedTest
    @CsvSource(textBlock = """
            'a, b',       b
            'c, b',       b
            'a,c',        c
            'x',          ''
            'C',          ''
            """)
    void firstOfOurSubProtocolsThatTheClientOffersIsChosen(String offered, String chosen) throws IOException {
        hub.options = HttpOptionsFixture.speaking("b", "c");

        hub.answer(FakeRequest.upgrade("/chat").header("Sec-WebSocket-Protocol", offered));

        assertThat(hub.subProtocols).containsExactly(chosen);
    }

    @Test
    void noSubProtocolIsChosenWhereNoneIsOffered() throws IOException {
        hub.options = HttpOptionsFixture.speaking("b");

        hub.answer(FakeRequest.upgrade("/chat"));

        assertThat(hub.subProtocols).containsExactly("");
    }

    @Test
    void connectionOfAnotherNodeIsNotUpgraded() throws IOException {
        assertText(hub.answer(FakeRequest.upgrade("/chat?id=elsewhere")), 404, "No Connection with that ID");
        assertThat(gateway.forwarded).isEmpty();
    }

    @Test
    void knownConnectionIsUpgraded() throws IOException {
        FakeGateway.Connection connection = gateway.add("known", Claim.GRANTED);

        FakeResponse response = hub.answer(FakeRequest.upgrade("/chat?id=known"));

        assertThat(response.status()).isEqualTo(101);
        assertThat(hub.upgraded).containsExactly(connection);
        assertThat(connection.claimedFor).isEqualTo(TransportType.WEB_SOCKETS);
        assertThat(connection.abandoned).isZero();
    }

    @Test
    void upgradeWithoutTokenGetsAConnectionOfVersionZero() throws IOException {
        hub.answer(FakeRequest.upgrade("/chat?color=blue"));

        assertThat(hub.upgraded).extracting(TransportConnection::token).containsExactly("id1");
        assertThat(gateway.requests.get(0).queryParameter("COLOR")).contains("blue");
    }

    @ParameterizedTest
    @CsvSource({
        "TAKEN, 409, ''",
        "OTHER_TRANSPORT, 400, Cannot change transports mid-connection",
        "ENDED, 404, No Connection with that ID"
    })
    void connectionThatMayNotBeClaimedIsNotUpgraded(Claim claim, int status, String text) throws IOException {
        FakeGateway.Connection connection = gateway.add("known", claim);

        assertText(hub.answer(FakeRequest.upgrade("/chat?id=known")), status, text);
        assertThat(hub.upgraded).isEmpty();
        assertThat(connection.abandoned).isZero();
    }

    @Test
    void unknownTokenIsNotUpgraded() throws IOException {
        assertText(hub.answer(FakeRequest.upgrade("/chat?id=unknown")), 404, "No Connection with that ID");
        assertThat(gateway.created).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat", "/chat?id=known"})
    void hubWithoutWebSocketsUpgradesNobody(String target) throws IOException {
        hub.options = HttpOptionsFixture.serving(TransportType.LONG_POLLING);
        FakeGateway.Connection connection = gateway.add("known", Claim.GRANTED);

        FakeResponse response = hub.answer(FakeRequest.upgrade(target));

        assertText(response, 404, "WebSockets transport not supported by this end point type");
        assertThat(hub.upgraded).isEmpty();
        assertThat(gateway.created).isEmpty();
        assertThat(connection.claimedFor).isNull();
    }

    @Test
    void upgradeThatThrowsGivesTheClaimBack() {
        hub.upgrade = (req, resp, conn, protocol) -> {
            throw new IOException("broken");
        };
        FakeGateway.Connection connection = gateway.add("known", Claim.GRANTED);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> hub.answer(FakeRequest.upgrade("/chat?id=known")));
        assertThat(connection.abandoned).isEqualTo(1);
    }

    @Test
    void upgradeThatLeavesTheRequestUnansweredIsAnErrorAndGivesTheClaimBack() throws IOException {
        hub.upgrade = (req, resp, conn, protocol) -> {};
        FakeGateway.Connection connection = gateway.add("known", Claim.GRANTED);

        FakeResponse response = hub.answer(FakeRequest.upgrade("/chat?id=known"));

        assertText(response, 500, "The server did not open a WebSocket");
        assertThat(connection.abandoned).isEqualTo(1);
    }

    @Test
    void upgradeThatAnswersOtherwiseKeepsItsAnswerAndGivesTheClaimBack() throws IOException {
        hub.upgrade = (req, resp, conn, protocol) -> resp.setStatus(503);
        FakeGateway.Connection connection = gateway.add("known", Claim.GRANTED);

        FakeResponse response = hub.answer(FakeRequest.upgrade("/chat?id=known"));

        assertThat(response.status()).isEqualTo(503);
        assertThat(connection.abandoned).isEqualTo(1);
    }

    @Test
    void handshakeHeadersAreReadIgnoringCaseAndAsLists() throws IOException {
        gateway.add("known", Claim.GRANTED);

        hub.answer(FakeRequest.upgrade("/chat?id=known")
                .header("Upgrade", "h2c, WebSocket")
                .header("Connection", "keep-alive", "UPGRADE"));

        assertThat(hub.upgraded).hasSize(1);
    }

    @Test
    void upgradeToSomethingElseIsAnOrdinaryRequest() throws IOException {
        assertText(hub.answer(FakeRequest.upgrade("/chat").header("Upgrade", "h2c")), 400, "Connection ID required");
        assertText(
                hub.answer(FakeRequest.upgrade("/chat").header("Connection", "close")), 400, "Connection ID required");
    }

    @Test
    void otherWebSocketVersionsAreToldTheOneThatIsSpoken() throws IOException {
        FakeGateway.Connection connection = gateway.add("known", Claim.GRANTED);

        FakeResponse response = hub.answer(FakeRequest.upgrade("/chat?id=known").header("Sec-WebSocket-Version", "8"));

        assertThat(response.status()).isEqualTo(426);
        assertThat(response.headers()).containsEntry("Sec-WebSocket-Version", "13");
        assertThat(connection.claimedFor).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "c2hvcnQ="})
    void handshakeWithoutAProperKeyClaimsNothing(String key) throws IOException {
        FakeGateway.Connection connection = gateway.add("known", Claim.GRANTED);

        FakeResponse response = hub.answer(FakeRequest.upgrade("/chat?id=known").header("Sec-WebSocket-Key", key));

        assertThat(response.status()).isEqualTo(400);
        assertThat(connection.claimedFor).isNull();
    }

    @Test
    void foreignPagesCannotUpgrade() throws IOException {
        FakeGateway.Connection connection = gateway.add("known", Claim.GRANTED);

        FakeResponse response =
                hub.answer(FakeRequest.upgrade("/chat?id=known").header("Origin", "https://evil.example"));

        assertThat(response.status()).isEqualTo(403);
        assertThat(connection.claimedFor).isNull();
    }
}
