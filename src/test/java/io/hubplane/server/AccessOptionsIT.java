package io.hubplane.server;

import static io.hubplane.fixture.RawConnection.HANDSHAKE;
import static io.hubplane.server.OptionsNode.ECHO;
import static io.hubplane.server.OptionsNode.ECHOED;
import static io.hubplane.server.OptionsNode.call;
import static io.hubplane.server.OptionsNode.invoke;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.Inbox;
import io.hubplane.fixture.PollingClient;
import io.hubplane.fixture.RawConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of each hub for who may connect and how, and for what clients are told. */
@ExtendWith(SharedOptionsNode.class)
class AccessOptionsIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final OptionsNode node;

    AccessOptionsIT(OptionsNode node) {
        this.node = node;
    }

    @Test
    void supportedProtocols() {
        try (RawConnection plain = RawConnection.open(node.hub("plain"));
                RawConnection choosy = RawConnection.open(node.hub("choosy"))) {
            plain.send(HANDSHAKE);
            assertThat(plain.messages().next()).isEqualTo("{}");
            choosy.send(HANDSHAKE);
            assertThat(choosy.messages().next()).isEqualTo("{\"error\":\"The protocol 'json' is not supported.\"}");
        }
    }

    @Test
    void transports() throws IOException {
        URI negotiate = URI.create(node.hub("choosy") + "/negotiate?negotiateVersion=1");
        assertThat(RawConnection.request("POST", negotiate).body())
                .contains("\"WebSockets\"")
                .doesNotContain("ServerSentEvents", "LongPolling");
        URI poll = URI.create(node.hub("choosy") + "?id=" + RawConnection.negotiate(node.hub("choosy")));
        HttpResponse<String> refusal = RawConnection.request("GET", poll);
        assertThat(refusal.statusCode()).isEqualTo(404);
        assertThat(refusal.body()).isEqualTo("LongPolling transport not supported by this end point type");
        PollingClient.open(node.hub("plain")).close();
    }

    @Test
    void minimumProtocolVersion() throws IOException {
        assertThat(RawConnection.request("POST", URI.create(node.hub("choosy") + "/negotiate"))
                        .body())
                .isEqualTo("{\"error\":\"The client requested version '0', but the server does not support this"
                        + " version.\"}");
        assertThat(RawConnection.request("POST", URI.create(node.hub("plain") + "/negotiate"))
                        .body())
                .startsWith("{\"negotiateVersion\":0,");
    }

    @Test
    void allowStatefulReconnects() throws IOException {
        String query = "/negotiate?negotiateVersion=1&useStatefulReconnect=true";
        assertThat(RawConnection.request("POST", URI.create(node.hub("generous") + query))
                        .body())
                .contains("\"useStatefulReconnect\":true");
        assertThat(RawConnection.request("POST", URI.create(node.hub("plain") + query))
                        .body())
                .contains("connectionToken")
                .doesNotContain("useStatefulReconnect");
    }

    @Test
    void allowedOrigins() throws IOException {
        HttpResponse<String> granted = ofAnotherOrigin("generous");
        assertThat(granted.statusCode()).isEqualTo(200);
        assertThat(granted.headers().firstValue("Access-Control-Allow-Origin")).contains("https://app.example.org");
        assertThat(ofAnotherOrigin("plain").statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> ofAnotherOrigin(String hub) throws IOException {
        URI negotiate = URI.create(node.hub(hub) + "/negotiate?negotiateVersion=1");
        return RawConnection.request("POST", negotiate, "Origin", "https://app.example.org");
    }

    @Test
    void cookiesOfAForeignPageDoNotCount() {
        String cookie = call("cookie", "\"session\"");
        assertThat(answer("narrow", cookie, "Cookie", "session=secret", "Origin", "https://evil.example"))
                .contains("\"result\":\"none\"");
        assertThat(answer("narrow", cookie, "Cookie", "session=secret")).contains("\"result\":\"secret\"");
    }

    private String answer(String hub, String call, String... headers) {
        try (RawConnection connection = RawConnection.open(node.hub(hub), headers)) {
            connection.send(HANDSHAKE + call);
            assertThat(connection.messages().next()).isEqualTo("{}");
            return connection.messages().next();
        }
    }

    @ParameterizedTest
    @CsvSource({"same-origin, 404", "same-site, 403", "cross-site, 403"})
    void requestsOfForeignPagesThatSayNoOrigin(String site, int status) throws IOException {
        URI poll = URI.create(node.hub("plain") + "?id=unknown");
        assertThat(RawConnection.request("GET", poll, "Sec-Fetch-Site", site).statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?"})
    void slashAtTheEndOfTheAddress(String end) throws IOException {
        URI slashed = URI.create(node.hub("plain") + end);
        String webSocket = RawConnection.negotiate(node.hub("plain"));
        try (RawConnection connection = RawConnection.open(URI.create(node.hub("plain") + "/?id=" + webSocket))) {
            connection.send(HANDSHAKE + ECHO);
            assertThat(connection.messages().next()).isEqualTo("{}");
            assertThat(connection.messages().next()).isEqualTo(ECHOED);
        }
        try (RawConnection connection = RawConnection.connect(slashed)) {
            connection.send(ECHO);
            assertThat(connection.messages().next()).isEqualTo(ECHOED);
        }
        URI poll = URI.create(node.hub("plain") + "/?id=" + RawConnection.negotiate(node.hub("plain")));
        assertThat(RawConnection.request("GET", poll).statusCode()).isEqualTo(200);
        assertThat(RawConnection.request("POST", poll).statusCode()).isEqualTo(200);
        assertThat(RawConnection.request("DELETE", poll).statusCode()).isEqualTo(202);
    }

    @Test
    void slashAtTheEndOfTheAddressOfAStreamOfEvents() throws IOException {
        URI events = URI.create(node.hub("plain") + "/?id=" + RawConnection.negotiate(node.hub("plain")));
        try (Socket socket = new Socket(events.getHost(), events.getPort())) {
            socket.setSoTimeout((int) Inbox.PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(("GET " + events.getRawPath() + "?" + events.getRawQuery() + " HTTP/1.1\r\nHost: "
                                    + events.getAuthority() + "\r\nAccept: text/event-stream\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine())
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void subProtocols() {
        assertThat(subProtocol("generous")).isEqualTo("b");
        assertThat(subProtocol("plain")).isEmpty();
    }

    private String subProtocol(String hub) {
        WebSocket webSocket = HTTP.newWebSocketBuilder()
                .subprotocols("c", "b")
                .buildAsync(
                        URI.create(node.hub(hub).toString().replaceFirst("^http", "ws")), new WebSocket.Listener() {})
                .join();
        webSocket.abort();
        return webSocket.getSubprotocol();
    }

    @Test
    void enableDetailedErrors() {
        String text = "An unexpected error occurred invoking 'crash' on the server.";
        try (RawConnection plain = RawConnection.connect(node.hub("plain"));
                RawConnection impatient = RawConnection.connect(node.hub("impatient"))) {
            assertThat(invoke(impatient, "crash", "")).isEqualTo(error(text + " IllegalStateException: the details"));
            assertThat(invoke(plain, "crash", "")).isEqualTo(error(text));
        }
    }

    private static String error(String text) {
        return "{\"type\":3,\"invocationId\":\"7\",\"error\":\"" + text + "\"}";
    }
}
