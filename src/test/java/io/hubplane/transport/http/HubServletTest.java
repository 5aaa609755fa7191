package io.hubplane.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.http.access.Gatekeeper.Admission;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubServletTest {
    private final HubServer hub = new HubServer();
    private final FakeGateway gateway = hub.gateway;

    HubServletTest() {
        hub.options = HttpOptionsFixture.allowing(Set.of("https://app.example"));
    }

    private FakeResponse answer(FakeRequest request) throws IOException {
        return hub.answer(request);
    }

    static void assertText(FakeResponse response, int status, String text) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("text/plain");
        assertThat(response.contentLength()).isEqualTo(text.length());
        assertThat(response.body()).isEqualTo(text);
    }

    @Test
    void aNodeThatGoesAwayTakesNoNewClientsAndServesThoseItHas() throws IOException {
        gateway.add("here");
        gateway.leaving = true;

        assertText(answer(FakeRequest.of("POST", "/chat/negotiate")), 503, "This node is shutting down");
        assertText(answer(FakeRequest.upgrade("/chat")), 503, "This node is shutting down");
        assertThat(answer(FakeRequest.of("DELETE", "/chat?id=here")).status()).isNotEqualTo(503);
        assertThat(answer(FakeRequest.upgrade("/chat?id=here")).status()).isNotEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            GET,    /chat,             400, Connection ID required
            POST,   /chat,             400, Connection ID required
            DELETE, /chat?id=,         400, Connection ID required
            GET,    /chat?id=unknown,  404, No Connection with that ID
            POST,   /chat?id=unknown,  404, No Connection with that ID
            DELETE, /chat?id=unknown,  404, No Connection with that ID
            POST,   /chat?ID=webSocket,405, POST requests are not allowed for WebSocket connections.
            DELETE, /chat?id=webSocket,400, Cannot terminate this connection using the DELETE endpoint.
            GET,    /chat?id=webSocket,400, Cannot change transports mid-connection
            PUT,    /chat?id=webSocket,405, ''
            HEAD,   /chat?id=webSocket,405, ''
            OPTIONS,/chat,             405, ''
            GET,    /chat/negotiate,   405, ''
            PUT,    /chat/negotiate,   405, ''
            """)
    void statusesAndTextsAreThoseOfAspNetCore(String method, String target, int status, String text)
            throws IOException {
        gateway.add("webSocket").claimedFor = TransportType.WEB_SOCKETS;

        assertText(answer(FakeRequest.of(method, target)), status, text);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '',                              TAKEN,           409, ''
            '',                              OTHER_TRANSPORT, 400, Cannot change transports mid-connection
            '',                              ENDED,           404, No Connection with that ID
            'text/html, text/event-stream',  TAKEN,           409, ''
            'text/event-stream',             OTHER_TRANSPORT, 400, Cannot change transports mid-connection
            'text/event-stream',             ENDED,           404, No Connection with that ID
            """)
    void connectionThatMayNotBeClaimedIsNotCarried(String accept, Claim claim, int status, String text)
            throws IOException {
        gateway.add("known", claim);

        FakeRequest request = FakeRequest.of("GET", "/chat?id=known").header("Accept", accept);
        assertText(answer(request), status, text);
        assertThat(request.asyncStarted).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'', LongPolling", "'text/event-stream', ServerSentEvents"})
    void transportThatIsOffIsNotSupported(String accept, String name) throws IOException {
        hub.options = HttpOptionsFixture.serving(TransportType.WEB_SOCKETS);
        FakeGateway.Connection connection = gateway.add("known");

        assertText(
                answer(FakeRequest.of("GET", "/chat?id=known").header("Accept", accept)),
                404,
                name + " transport not supported by this end point type");
        assertThat(connection.claimedFor).isNull();
    }

    @Test
    void refusedMethodsNameTheAllowedOnes() throws IOException {
        assertThat(answer(FakeRequest.of("PUT", "/chat")).headers()).containsEntry("Allow", "GET, POST, DELETE");
        assertThat(answer(FakeRequest.of("GET", "/chat/negotiate")).headers()).containsEntry("Allow", "POST");
    }

    @ParameterizedTest
    @CsvSource({"GET, /chat", "PUT, /chat", "POST, /chat/negotiate", "GET, /chat/negotiate", "POST, /chat?id=unknown"})
    void whoIsNotAdmittedLearnsNothingElse(String method, String target) throws IOException {
        hub.gatekeeper = request -> Admission.refused(401, "Bearer");

        FakeResponse response = answer(FakeRequest.of(method, target));

        assertText(response, 401, "");
        assertThat(response.headers())
                .containsEntry("WWW-Authenticate", "Bearer")
                .doesNotContainKey("Allow");
        assertThat(gateway.created).isEmpty();
    }

    @Test
    void refusalWithoutChallengeHasNone() throws IOException {
        hub.gatekeeper = request -> Admission.refused(403, "");

        FakeResponse response = answer(FakeRequest.upgrade("/chat"));

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.headers()).doesNotContainKey("WWW-Authenticate");
        assertThat(hub.upgraded).isEmpty();
    }

    @Test
    void preflightsCarryNoCredentialsAndNeedNone() throws IOException {
        hub.gatekeeper = request -> Admission.refused(401, "Bearer");

        assertThat(answer(FakeRequest.of("OPTIONS", "/chat")
                                .header("Origin", "https://app.example")
                                .header("Access-Control-Request-Method", "POST"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void connectionBelongsToWhomTheGatekeeperLetIn() throws IOException {
        hub.gatekeeper = request -> Admission.granted(new Identity(() -> "anna", Set.of("admin"), null));

        answer(FakeRequest.of("POST", "/chat/negotiate").principal(() -> "the container's"));

        assertThat(gateway.requests.get(0).identity().roles()).containsExactly("admin");
        assertThat(gateway.requests.get(0).principal())
                .hasValueSatisfying(principal -> assertThat(principal.getName()).isEqualTo("anna"));
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
}
