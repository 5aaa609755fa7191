package io.hubplane.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubServletTest {
    private static final Set<TransportType> WEB_SOCKETS = Set.of(TransportType.WEB_SOCKETS);

    private final FakeGateway gateway = new FakeGateway();
    private final List<TransportConnection> upgraded = new ArrayList<>();

    private FakeResponse answer(FakeRequest request, Set<TransportType> transports, Upgrade upgrade)
            throws IOException {
        HttpOptions options = HttpOptionsFixture.allowing(Set.of("https://app.example"));
        FakeResponse response = new FakeResponse();
        new HubServlet("/chat", gateway, options, transports, false, upgrade)
                .service(request.toServletRequest(), response.toServletResponse());
        return response;
    }

    private FakeResponse answer(FakeRequest request) throws IOException {
        return answer(request, WEB_SOCKETS, (req, response, connection) -> {
            upgraded.add(connection);
            response.setStatus(101);
        });
    }

    private static void assertText(FakeResponse response, int status, String text) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("text/plain");
        assertThat(response.contentLength()).isEqualTo(text.length());
        assertThat(response.body()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            GET,    /chat,             400, Connection ID required
            POST,   /chat,             400, Connection ID required
            DELETE, /chat?id=,         400, Connection ID required
            GET,    /chat?id=unknown,  404, No Connection with that ID
            POST,   /chat?id=unknown,  404, No Connection with that ID
            DELETE, /chat?id=unknown,  404, No Connection with that ID
            GET,    /chat?id=known,    404, LongPolling transport not supported by this end point type
            POST,   /chat?ID=known,    405, POST requests are not allowed for WebSocket connections.
            DELETE, /chat?id=known,    400, Cannot terminate this connection using the DELETE endpoint.
            PUT,    /chat?id=known,    405, ''
            HEAD,   /chat?id=known,    405, ''
            OPTIONS,/chat,             405, ''
            GET,    /chat/negotiate,   405, ''
            PUT,    /chat/negotiate,   405, ''
            """)
    void statusesAndTextsAreThoseOfAspNetCore(String method, String target, int status, String text)
            throws IOException {
        gateway.add("known", Claim.GRANTED);

        assertText(answer(FakeRequest.of(method, target)), status, text);
    }

    @Test
    void whoAsksForServerSentEventsIsToldThatTheseAreMissing() throws IOException {
        gateway.add("known", Claim.GRANTED);

        assertText(
                answer(FakeRequest.of("GET", "/chat?id=known").header("Accept", "text/html, text/event-stream")),
                404,
                "ServerSentEvents transport not supported by this end point type");
    }

    @Test
    void refusedMethodsNameTheAllowedOnes() throws IOException {
        assertThat(answer(FakeRequest.of("PUT", "/chat")).headers()).containsEntry("Allow", "GET, POST, DELETE");
        assertThat(answer(FakeRequest.of("GET", "/chat/negotiate")).headers()).containsEntry("Allow", "POST");
    }

    @Test
    void knownConnectionIsUpgraded() throws IOException {
        FakeGateway.Connection connection = gateway.add("known", Claim.GRANTED);

        FakeResponse response = answer(FakeRequest.upgrade("/chat?id=known"));

        assertThat(response.status()).isEqualTo(101);
        assertThat(upgraded).containsExactly(connection);
        assertThat(connection.claimedFor).isEqualTo(TransportType.WEB_SOCKETS);
        assertThat(connection.abandoned).isZero();
    }

    @Test
    void upgradeWithoutTokenGetsAConnectionOfVersionZero() throws IOException {
        answer(FakeRequest.upgrade("/chat?color=blue"));

        assertThat(upgraded).extracting(TransportConnection::token).containsExactly("id1");
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

        assertText(answer(FakeRequest.upgrade("/chat?id=known")), status, text);
        assertThat(upgraded).isEmpty();
        assertThat(connection.abandoned).isZero();
    }

    @Test
    void unknownTokenIsNotUpgraded() throws IOException {
        assertText(answer(FakeRequest.upgrade("/chat?id=unknown")), 404, "No Connection with that ID");
        assertThat(gateway.created).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat", "/chat?id=known"})
    void hubWithoutWebSocketsUpgradesNobody(String target) throws IOException {
        FakeGateway.Connection connection = gateway.add("known", Claim.GRANTED);

        FakeResponse response = answer(FakeRequest.upgrade(target), Set.of(), (req, resp, conn) -> upgraded.add(conn));

        assertText(response, 404, "WebSockets transport not supported by this end point type");
        assertThat(upgraded).isEmpty();
        assertThat(gateway.created).isEmpty();
        assertThat(connection.claimedFor).isNull();
    }

    @Test
    void upgradeThatThrowsGivesTheClaimBack() {
        FakeGateway.Connection connection = gateway.add("known", Claim.GRANTED);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> answer(FakeRequest.upgrade("/chat?id=known"), WEB_SOCKETS, (req, resp, conn) -> {
                    throw new IOException("broken");
                }));
        assertThat(connection.abandoned).isEqualTo(1);
    }

    @Test
    void upgradeThatLeavesTheRequestUnansweredIsAnErrorAndGivesTheClaimBack() throws IOException {
        FakeGateway.Connection connection = gateway.add("known", Claim.GRANTED);

        FakeResponse response = answer(FakeRequest.upgrade("/chat?id=known"), WEB_SOCKETS, (req, resp, conn) -> {});

        assertText(response, 500, "The server did not open a WebSocket");
        assertThat(connection.abandoned).isEqualTo(1);
    }

    @Test
    void upgradeThatAnswersOtherwiseKeepsItsAnswerAndGivesTheClaimBack() throws IOException {
        FakeGateway.Connection connection = gateway.add("known", Claim.GRANTED);

        FakeResponse response =
                answer(FakeRequest.upgrade("/chat?id=known"), WEB_SOCKETS, (req, resp, conn) -> resp.setStatus(503));

        assertThat(response.status()).isEqualTo(503);
        assertThat(connection.abandoned).isEqualTo(1);
    }

    @Test
    void handshakeHeadersAreReadIgnoringCaseAndAsLists() throws IOException {
        gateway.add("known", Claim.GRANTED);

        answer(FakeRequest.upgrade("/chat?id=known")
                .header("Upgrade", "h2c, WebSocket")
                .header("Connection", "keep-alive", "UPGRADE"));

        assertThat(upgraded).hasSize(1);
    }

    @Test
    void upgradeToSomethingElseIsAnOrdinaryRequest() throws IOException {
        assertText(answer(FakeRequest.upgrade("/chat").header("Upgrade", "h2c")), 400, "Connection ID required");
        assertText(answer(FakeRequest.upgrade("/chat").header("Connection", "close")), 400, "Connection ID required");
    }

    @Test
    void otherWebSocketVersionsAreToldTheOneThatIsSpoken() throws IOException {
        FakeGateway.Connection connection = gateway.add("known", Claim.GRANTED);

        FakeResponse response = answer(FakeRequest.upgrade("/chat?id=known").header("Sec-WebSocket-Version", "8"));

        assertThat(response.status()).isEqualTo(426);
        assertThat(response.headers()).containsEntry("Sec-WebSocket-Version", "13");
        assertThat(connection.claimedFor).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "c2hvcnQ="})
    void handshakeWithoutAProperKeyClaimsNothing(String key) throws IOException {
        FakeGateway.Connection connection = gateway.add("known", Claim.GRANTED);

        FakeResponse response = answer(FakeRequest.upgrade("/chat?id=known").header("Sec-WebSocket-Key", key));

        assertThat(response.status()).isEqualTo(400);
        assertThat(connection.claimedFor).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /chat",
        "POST, /chat/negotiate",
        "OPTIONS, /chat/negotiate",
        "POST, /chat?id=known",
        "DELETE, /chat"
    })
    void foreignPagesAreRefusedWhateverTheyAsk(String method, String target) throws IOException {
        FakeResponse response = answer(FakeRequest.of(method, target)
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST"));

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.contentType()).isEqualTo("text/plain");
        assertThat(response.body()).contains("https://evil.example", "Host", "hubplane.allowed-origins");
        assertThat(response.headers()).doesNotContainKey("Access-Control-Allow-Origin");
        assertThat(gateway.created).isEmpty();
    }

    @Test
    void foreignPagesCannotUpgrade() throws IOException {
        FakeGateway.Connection connection = gateway.add("known", Claim.GRANTED);

        FakeResponse response = answer(FakeRequest.upgrade("/chat?id=known").header("Origin", "https://evil.example"));

        assertThat(response.status()).isEqualTo(403);
        assertThat(connection.claimedFor).isNull();
    }

    @Test
    void requestIsCopiedForTheConnection() throws IOException {
        answer(FakeRequest.of("POST", "/chat/negotiate?negotiateVersion=1&name=J%C3%BCrgen+X&bad=%zz&flag")
                .header("X-Custom", "one", "two")
                .cookie("session", "abc")
                .principal(() -> "anna"));

        RequestInfo request = gateway.requests.get(0);
        assertThat(request.header("x-custom")).contains("one");
        assertThat(request.queryParameter("NAME")).contains("Jürgen X");
        assertThat(request.queryParameter("bad")).contains("%zz");
        assertThat(request.queryParameter("flag")).contains("");
        assertThat(request.cookie("session")).contains("abc");
        assertThat(request.principal())
                .hasValueSatisfying(principal -> assertThat(principal.getName()).isEqualTo("anna"));
        assertThat(request.remoteAddress()).isEqualTo("192.0.2.7");
    }

    @Test
    void transportsThatCannotBeServedAreRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> answer(
                        FakeRequest.of("GET", "/chat"), Set.of(TransportType.LONG_POLLING), (req, resp, conn) -> {}))
                .withMessageContaining("LONG_POLLING");
    }
}
