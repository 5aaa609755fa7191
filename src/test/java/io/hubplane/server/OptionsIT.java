package io.hubplane.server;

import static io.hubplane.fixture.RawConnection.HANDSHAKE;
import static io.hubplane.fixture.RawConnection.RS;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.PollingClient;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.Server;
import io.hubplane.fixture.StalledWebSocket;
import io.hubplane.fixture.TokenIssuer;
import io.hubplane.server.options.AdjustableHub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each option does to the hub it is set for, as clients see it, and that another hub of the same node knows nothing of
 * it. The other hub is at {@code /plain}; where its timeouts would end before a busy machine has come to look, the node as a
 * whole has longer ones, and it lets more wait for clients that do not read.
 */
class OptionsIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final TokenIssuer ISSUER = new TokenIssuer();
    private static final String ECHO = call("echo", "\"hello\"");
    private static final String ECHOED = "{\"type\":3,\"invocationId\":\"7\",\"result\":\"hello\"}";
    private static final String CLOSE = "{\"type\":7";
    private static final String CLOSED_FOR_AN_ERROR =
            "{\"type\":7,\"error\":\"Connection closed with an error.\",\"allowReconnect\":true}";
    private static final int TIMES = 20;

    private static HubplaneNode node;

    @BeforeAll
    static void start() {
        NodeSettings settings = NodeSettings.named("options")
                .withWar(Applications.library(AdjustableHub.class.getPackage(), "options.war"), "plain")
                .with("mp.jwt.verify.publickey", ISSUER.publicKey())
                .with("mp.jwt.verify.issuer", TokenIssuer.NAME)
                .with("mp.jwt.verify.clock.skew", "300")
                .with("hubplane.outbound-queue-bytes", "32000000");
        for (String option : List.of(
                "handshake-timeout",
                "keep-alive-interval",
                "client-timeout-interval",
                "client-result-timeout",
                "disconnect-timeout",
                "transport-send-timeout",
                "web-sockets.close-timeout")) {
            settings = settings.with("hubplane." + option, "5m");
        }
        node = HubplaneNode.start(Server.underTest(), adjusted(settings));
    }

    private static NodeSettings adjusted(NodeSettings settings) {
        return settings.with("hubplane.hub.hasty.handshake-timeout", "500ms")
                .with("hubplane.hub.forgetful.allow-stateful-reconnects", "true")
                .with("hubplane.hub.forgetful.disconnect-timeout", "2s")
                .with("hubplane.hub.impatient.client-result-timeout", "500ms")
                .with("hubplane.hub.impatient.client-timeout-interval", "1s")
                .with("hubplane.hub.impatient.close-on-authentication-expiration", "true")
                .with("hubplane.hub.impatient.enable-detailed-errors", "true")
                .with("hubplane.hub.impatient.keep-alive-interval", "500ms")
                .with("hubplane.hub.impatient.long-polling.poll-timeout", "500ms")
                .with("hubplane.hub.impatient.transport-max-buffer-size", "1024")
                .with("hubplane.hub.impatient.transport-send-timeout", "1s")
                .with("hubplane.hub.narrow.allow-stateful-reconnects", "true")
                .with("hubplane.hub.narrow.application-max-buffer-size", "1")
                .with("hubplane.hub.narrow.enable-detailed-errors", "true")
                .with("hubplane.hub.narrow.maximum-parallel-streams-per-client", "1")
                .with("hubplane.hub.narrow.maximum-receive-message-size", "1000")
                .with("hubplane.hub.narrow.stateful-reconnect-buffer-size", "1024")
                .with("hubplane.hub.narrow.stream-buffer-capacity", "1")
                .with("hubplane.hub.narrow.web-sockets.close-timeout", "500ms")
                .with("hubplane.hub.framed.maximum-frame-size", "1024")
                .with("hubplane.hub.generous.allow-stateful-reconnects", "true")
                .with("hubplane.hub.generous.allowed-origins", "https://app.example.org")
                .with("hubplane.hub.generous.maximum-parallel-invocations-per-client", "2")
                .with("hubplane.hub.generous.web-sockets.sub-protocols", "b,c")
                .with("hubplane.hub.choosy.minimum-protocol-version", "1")
                .with("hubplane.hub.choosy.supported-protocols", "messagepack")
                .with("hubplane.hub.choosy.transports", "web-sockets")
                .with("hubplane.hub.queue.bytes.outbound-queue-bytes", "2048")
                .with("hubplane.hub.queue.messages.outbound-queue-messages", "5")
                .with("hubplane.hub.queue.newest.outbound-queue-messages", "5")
                .with("hubplane.hub.queue.newest.overflow-policy", "drop-oldest")
                .with("hubplane.hub.queue.latest.outbound-queue-messages", "5")
                .with("hubplane.hub.queue.latest.overflow-policy", "keep-latest");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static URI hub(String path) {
        return node.resolve(path);
    }

    private static String call(String target, String arguments) {
        return "{\"type\":1,\"invocationId\":\"7\",\"target\":\"" + target + "\",\"arguments\":[" + arguments + "]}"
                + RS;
    }

    private static String invoke(RawConnection connection, String target, String arguments) {
        connection.send(call(target, arguments));
        return connection.messages().next();
    }

    private static String error(String text) {
        return "{\"type\":3,\"invocationId\":\"7\",\"error\":\"" + text + "\"}";
    }

    /** How a call of a client's method by {@link #tell} begins. */
    private static String told(String method, int number) {
        return "{\"type\":1,\"target\":\"" + method + "\",\"arguments\":[" + number + ",";
    }

    /** Has a method of a client called some times in turn; all calls are queued when this returns. */
    private static void tell(String hub, String connectionId, String method, int times, int length) {
        try (RawConnection other = RawConnection.connect(hub(hub))) {
            assertThat(invoke(other, "tell", "\"" + connectionId + "\",\"" + method + "\"," + times + "," + length))
                    .startsWith("{\"type\":3,\"invocationId\":\"7\"")
                    .doesNotContain("error");
        }
    }

    private static void open(String gate) {
        try (RawConnection other = RawConnection.connect(hub("plain"))) {
            assertThat(invoke(other, "open", "\"" + gate + "\"")).startsWith("{\"type\":3");
        }
    }

    /** The messages of some bodies or frames. */
    private static List<String> messages(List<String> bodies) {
        return bodies.stream()
                .flatMap(body -> Arrays.stream(body.split(RS, -1)))
                .filter(message -> !message.isEmpty())
                .toList();
    }

    /** A connection that is told who is gone from its hub. */
    private static RawConnection watcher(String hub) {
        RawConnection watcher = RawConnection.connect(hub(hub));
        watcher.send(call("watch", ""));
        String answer = watcher.messages().next();
        while (!answer.startsWith("{\"type\":3")) { // others may be gone already
            answer = watcher.messages().next();
        }
        return watcher;
    }

    private static String gone(String connectionId) {
        return "{\"type\":1,\"target\":\"gone\",\"arguments\":[\"" + connectionId + "\"]}";
    }

    /** Opens a connection that may be taken up again. */
    private static RawConnection resumable(URI hub, RawConnection.Negotiated negotiated) {
        RawConnection connection = RawConnection.openNegotiated(hub, negotiated.token());
        connection.send("{\"protocol\":\"json\",\"version\":2}" + RS);
        assertThat(connection.messages().next()).isEqualTo("{}");
        return connection;
    }

    @Test
    void handshakeTimeout() {
        try (RawConnection plain = RawConnection.open(hub("plain"));
                RawConnection hasty = RawConnection.open(hub("hasty"))) {
            assertThat(hasty.messages().next()).isEqualTo("{\"error\":\"Handshake was canceled.\"}");
            hasty.closings().next();
            plain.send(HANDSHAKE);
            assertThat(plain.messages().next()).isEqualTo("{}");
        }
    }

    @Test
    void keepAliveInterval() {
        try (RawConnection plain = RawConnection.connect(hub("plain"));
                RawConnection impatient = RawConnection.connect(hub("impatient"))) {
            impatient.pings().next(2);
            assertThat(plain.pings().rest()).isEmpty();
        }
    }

    @Test
    void clientTimeoutInterval() {
        try (RawConnection plain = RawConnection.connect(hub("plain"));
                RawConnection impatient = RawConnection.connect(hub("impatient"))) {
            plain.send("{\"type\":6}" + RS);
            impatient.send("{\"type\":6}" + RS);
            assertThat(impatient.messages().next())
                    .isEqualTo("{\"type\":7,\"error\":\"Connection closed with an error. ConnectionException: Client"
                            + " hasn't sent a message/ping within the configured ClientTimeoutInterval.\","
                            + "\"allowReconnect\":true}");
            plain.send(ECHO);
            assertThat(plain.messages().next()).isEqualTo(ECHOED);
        }
    }

    @Test
    void clientResultTimeout() {
        try (RawConnection plain = RawConnection.connect(hub("plain"));
                RawConnection impatient = RawConnection.connect(hub("impatient"))) {
            String question = invoke(plain, "ask", "");
            assertThat(invoke(impatient, "ask", "")).contains("question");
            assertThat(impatient.messages().next())
                    .isEqualTo("{\"type\":3,\"invocationId\":\"7\",\"result\":\"TimeoutException\"}");
            String id = question.replaceFirst(".*\"invocationId\":\"([^\"]+)\".*", "$1");
            plain.send("{\"type\":3,\"invocationId\":\"" + id + "\",\"result\":\"hello\"}" + RS);
            assertThat(plain.messages().next()).isEqualTo(ECHOED);
        }
    }

    @Test
    void disconnectTimeout() throws IOException {
        String never = RawConnection.negotiate(hub("forgetful"));
        String late = RawConnection.negotiate(hub("plain"));
        try (RawConnection watcher = watcher("forgetful")) {
            try (PollingClient polling = PollingClient.open(hub("forgetful"))) {
                watcher.messages().skipTo(gone(polling.id()));
            }
            RawConnection.Negotiated negotiated =
                    RawConnection.negotiated(hub("forgetful"), "&useStatefulReconnect=true");
            resumable(hub("forgetful"), negotiated).close();
            watcher.messages().skipTo(gone(negotiated.id()));
        }
        // A node looks after all connections in turn, and has since looked after the one that never was.
        assertThat(statusOf("forgetful", never)).isEqualTo(404);
        assertThat(statusOf("plain", late)).isEqualTo(405);
    }

    /** How a POST for a connection without a carrier is answered. */
    private static int statusOf(String hub, String token) throws IOException {
        return RawConnection.request("POST", URI.create(hub(hub) + "?id=" + token))
                .statusCode();
    }

    @Test
    void transportSendTimeout() throws IOException {
        try (RawConnection plain = watcher("plain");
                RawConnection impatient = watcher("impatient");
                StalledWebSocket kept = StalledWebSocket.open(hub("plain"));
                StalledWebSocket dropped = StalledWebSocket.open(hub("impatient"))) {
            flood("plain", kept.id());
            flood("impatient", dropped.id());
            impatient.messages().skipTo(gone(dropped.id()));
            assertThat(plain.messages().rest()).doesNotContain(gone(kept.id()));
        }
    }

    /** Sends more than sockets hold, and once more: a server may take a send for done that only waits in its own memory. */
    private static void flood(String hub, String connectionId) {
        tell(hub, connectionId, "flood", 2, 8_000_000);
    }

    @Test
    void closeTimeout() throws IOException {
        try (PollingClient plain = PollingClient.open(hub("plain"));
                PollingClient narrow = PollingClient.open(hub("narrow"))) {
            tellAndLeave("plain", plain);
            tellAndLeave("narrow", narrow);
            try (RawConnection impatient = RawConnection.connect(hub("impatient"))) {
                impatient.pings().next(2); // each at least 500 ms after the one before
            }
            assertThat(narrow.poll().statusCode()).isEqualTo(404);
            assertThat(messages(plain.pollUpTo(CLOSE))).hasSize(2).last().isEqualTo("{\"type\":7}");
        }
    }

    /** Has the hub close a connection to which a message has yet to leave. */
    private static void tellAndLeave(String hub, PollingClient client) {
        try (RawConnection watcher = watcher(hub)) {
            tell(hub, client.id(), "number", 1, 1);
            client.post(call("leave", ""));
            watcher.messages().skipTo(gone(client.id()));
        }
    }

    @Test
    void closeOnAuthenticationExpiration() {
        JwtClaims claims = TokenIssuer.claims("ann", "member");
        claims.setExpirationTime(NumericDate.now()); // over at once, but within the skew of clocks that is allowed for
        String token = "?access_token=" + ISSUER.sign(claims);
        try (RawConnection plain = RawConnection.connect(hub("plain" + token));
                RawConnection impatient = RawConnection.connect(hub("impatient" + token))) {
            assertThat(impatient.messages().next()).isEqualTo("{\"type\":7,\"allowReconnect\":true}");
            assertThat(invoke(plain, "echo", "\"hello\"")).isEqualTo(ECHOED);
        }
    }

    @Test
    void enableDetailedErrors() {
        String text = "An unexpected error occurred invoking 'crash' on the server.";
        try (RawConnection plain = RawConnection.connect(hub("plain"));
                RawConnection impatient = RawConnection.connect(hub("impatient"))) {
            assertThat(invoke(impatient, "crash", "")).isEqualTo(error(text + " IllegalStateException: the details"));
            assertThat(invoke(plain, "crash", "")).isEqualTo(error(text));
        }
    }

    @Test
    void pollTimeout() throws IOException {
        try (PollingClient plain = PollingClient.open(hub("plain"));
                PollingClient impatient = PollingClient.open(hub("impatient"))) {
            CompletableFuture<HttpResponse<String>> waiting = plain.polling();
            HttpResponse<String> nothing = impatient.poll();
            assertThat(nothing.statusCode()).isEqualTo(200);
            assertThat(nothing.body()).isEmpty();
            assertThat(waiting).isNotDone();
            plain.post(ECHO);
            assertThat(PollingClient.await(waiting).body()).isEqualTo(ECHOED + RS);
        }
    }

    @Test
    void supportedProtocols() {
        try (RawConnection plain = RawConnection.open(hub("plain"));
                RawConnection choosy = RawConnection.open(hub("choosy"))) {
            plain.send(HANDSHAKE);
            assertThat(plain.messages().next()).isEqualTo("{}");
            choosy.send(HANDSHAKE);
            assertThat(choosy.messages().next()).isEqualTo("{\"error\":\"The protocol 'json' is not supported.\"}");
        }
    }

    @Test
    void transports() throws IOException {
        URI negotiate = URI.create(hub("choosy") + "/negotiate?negotiateVersion=1");
        assertThat(RawConnection.request("POST", negotiate).body())
                .contains("\"WebSockets\"")
                .doesNotContain("ServerSentEvents", "LongPolling");
        URI poll = URI.create(hub("choosy") + "?id=" + RawConnection.negotiate(hub("choosy")));
        HttpResponse<String> refusal = RawConnection.request("GET", poll);
        assertThat(refusal.statusCode()).isEqualTo(404);
        assertThat(refusal.body()).isEqualTo("LongPolling transport not supported by this end point type");
        PollingClient.open(hub("plain")).close();
    }

    @Test
    void minimumProtocolVersion() throws IOException {
        assertThat(RawConnection.request("POST", URI.create(hub("choosy") + "/negotiate"))
                        .body())
                .isEqualTo("{\"error\":\"The client requested version '0', but the server does not support this"
                        + " version.\"}");
        assertThat(RawConnection.request("POST", URI.create(hub("plain") + "/negotiate"))
                        .body())
                .startsWith("{\"negotiateVersion\":0,");
    }

    @Test
    void allowStatefulReconnects() throws IOException {
        String query = "/negotiate?negotiateVersion=1&useStatefulReconnect=true";
        assertThat(RawConnection.request("POST", URI.create(hub("generous") + query))
                        .body())
                .contains("\"useStatefulReconnect\":true");
        assertThat(RawConnection.request("POST", URI.create(hub("plain") + query))
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

    private static HttpResponse<String> ofAnotherOrigin(String hub) throws IOException {
        URI negotiate = URI.create(hub(hub) + "/negotiate?negotiateVersion=1");
        return RawConnection.request("POST", negotiate, "Origin", "https://app.example.org");
    }

    @Test
    void subProtocols() {
        assertThat(subProtocol("generous")).isEqualTo("b");
        assertThat(subProtocol("plain")).isEmpty();
    }

    private static String subProtocol(String hub) {
        WebSocket webSocket = HTTP.newWebSocketBuilder()
                .subprotocols("c", "b")
                .buildAsync(URI.create(hub(hub).toString().replaceFirst("^http", "ws")), new WebSocket.Listener() {})
                .join();
        webSocket.abort();
        return webSocket.getSubprotocol();
    }

    @Test
    void maximumParallelInvocationsPerClient() {
        try (RawConnection plain = RawConnection.connect(hub("plain"));
                RawConnection generous = RawConnection.connect(hub("generous"))) {
            String hold = call("hold", "\"parallel\"").replace("\"7\"", "\"1\"");
            plain.send(hold + ECHO);
            generous.send(hold + ECHO);
            assertThat(generous.messages().next()).isEqualTo(ECHOED);
            open("parallel");
            assertThat(generous.messages().next()).startsWith("{\"type\":3,\"invocationId\":\"1\"");
            assertThat(plain.messages().next()).startsWith("{\"type\":3,\"invocationId\":\"1\"");
            assertThat(plain.messages().next()).isEqualTo(ECHOED);
        }
    }

    @Test
    void maximumParallelStreamsPerClient() {
        try (RawConnection plain = RawConnection.connect(hub("plain"));
                RawConnection narrow = RawConnection.connect(hub("narrow"))) {
            plain.send(upload("1", "streams") + upload("2", "streams"));
            narrow.send(upload("1", "streams") + upload("2", "streams"));
            assertThat(narrow.messages().next())
                    .isEqualTo("{\"type\":3,\"invocationId\":\"2\",\"error\":\"A client may have 1 streams open at a"
                            + " time, both directions together; set hubplane.maximum-parallel-streams-per-client to"
                            + " allow more.\"}");
            open("streams");
            assertThat(narrow.messages().next()).startsWith("{\"type\":3,\"invocationId\":\"1\"");
            assertThat(plain.messages().next(2)).noneMatch(message -> message.contains("error"));
        }
    }

    /** A call with a stream, of which the hub takes nothing until a gate is opened. */
    private static String upload(String id, String gate) {
        return "{\"type\":1,\"invocationId\":\"" + id + "\",\"target\":\"neglect\",\"arguments\":[\"" + gate
                + "\"],\"streamIds\":[\"s" + id + "\"]}" + RS;
    }

    @Test
    void streamBufferCapacity() throws IOException {
        String item = "{\"type\":2,\"invocationId\":\"s1\",\"item\":1}" + RS;
        try (PollingClient plain = PollingClient.open(hub("plain"));
                PollingClient narrow = PollingClient.open(hub("narrow"))) {
            narrow.post(upload("1", "items"));
            narrow.post(item);
            CompletableFuture<HttpResponse<String>> heldBack = narrow.posting(item);
            plain.post(upload("1", "items"));
            plain.post(item.repeat(10));
            assertThat(heldBack).isNotDone();
            open("items");
            PollingClient.await(heldBack);
        }
    }

    @Test
    void applicationMaxBufferSize() throws IOException {
        try (PollingClient plain = PollingClient.open(hub("plain"));
                PollingClient narrow = PollingClient.open(hub("narrow"))) {
            narrow.post(call("hold", "\"calls\""));
            CompletableFuture<HttpResponse<String>> heldBack = narrow.posting(ECHO);
            plain.post(call("hold", "\"calls\""));
            plain.post(ECHO);
            assertThat(heldBack).isNotDone();
            open("calls");
            PollingClient.await(heldBack);
            assertThat(messages(narrow.pollUpTo(ECHOED))).hasSize(2);
        }
    }

    @Test
    void maximumReceiveMessageSize() {
        String text = "\"" + "x".repeat(1000) + "\"";
        try (RawConnection plain = RawConnection.connect(hub("plain"));
                RawConnection narrow = RawConnection.connect(hub("narrow"))) {
            assertThat(invoke(narrow, "echo", text))
                    .startsWith(
                            "{\"type\":7,\"error\":\"Connection closed with an error. ProtocolException: The maximum"
                                    + " message size of 1000B was exceeded.");
            assertThat(invoke(plain, "echo", text)).contains(text);
        }
    }

    @Test
    void statefulReconnectBufferSize() throws IOException {
        try (RawConnection narrow = toldMuch("narrow");
                RawConnection forgetful = toldMuch("forgetful")) {
            List<String> sent = upToAcknowledgement(narrow);
            assertThat(sent).hasSize(3); // 1024 bytes are full with the third
            narrow.send("{\"type\":8,\"sequenceId\":3}" + RS);
            assertThat(narrow.messages().next(3)).last().asString().startsWith(told("number", 6));
            assertThat(upToAcknowledgement(forgetful)).hasSize(TIMES);
        }
    }

    /** A connection for which more waits than it is sent without acknowledging it. */
    private static RawConnection toldMuch(String hub) throws IOException {
        RawConnection.Negotiated negotiated = RawConnection.negotiated(hub(hub), "&useStatefulReconnect=true");
        RawConnection connection = resumable(hub(hub), negotiated);
        tell(hub, negotiated.id(), "number", TIMES, 350);
        return connection;
    }

    /** What comes before the server acknowledges a call, which it does beside all that has to wait. */
    private static List<String> upToAcknowledgement(RawConnection connection) {
        connection.send("{\"type\":1,\"target\":\"echo\",\"arguments\":[\"hello\"]}" + RS);
        List<String> before = new ArrayList<>();
        String message = connection.messages().next();
        while (!message.equals("{\"type\":8,\"sequenceId\":1}")) {
            before.add(message);
            message = connection.messages().next();
        }
        return before;
    }

    @Test
    void transportMaxBufferSize() throws IOException {
        try (PollingClient plain = PollingClient.open(hub("plain"));
                PollingClient impatient = PollingClient.open(hub("impatient"));
                RawConnection other = RawConnection.connect(hub("plain"))) {
            impatient.post(stream("paused"));
            plain.post(stream("flowing"));
            assertThat(invoke(other, "hold", "\"flowing\"")).startsWith("{\"type\":3"); // all were given
            String given = invoke(other, "given", "\"paused\"").replaceFirst(".*\"result\":(\\d+)}", "$1");
            assertThat(Integer.parseInt(given)).isLessThan(40);
            assertThat(messages(impatient.pollUpTo("{\"type\":3"))).hasSize(301);
        }
    }

    private static String stream(String name) {
        return "{\"type\":4,\"invocationId\":\"1\",\"target\":\"numbers\",\"arguments\":[\"" + name + "\"]}" + RS;
    }

    @Test
    void maximumFrameSize() throws IOException {
        try (PollingClient plain = PollingClient.open(hub("plain"));
                PollingClient framed = PollingClient.open(hub("framed"))) {
            tell("plain", plain.id(), "number", TIMES, 200);
            tell("framed", framed.id(), "number", TIMES, 200);
            List<String> bodies = framed.pollUpTo(told("number", TIMES));
            assertThat(bodies).allMatch(body -> body.length() <= 1024);
            assertThat(messages(bodies)).hasSize(TIMES);
            // The first takes what there is when the queue is looked after, the second all the rest.
            assertThat(plain.pollUpTo(told("number", TIMES))).hasSizeBetween(1, 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"queue/bytes, 300", "queue/messages, 1"})
    void outboundQueueBytesAndMessages(String hub, int length) throws IOException {
        try (PollingClient plain = PollingClient.open(hub("plain"));
                PollingClient slow = PollingClient.open(hub(hub))) {
            tell("plain", plain.id(), "number", TIMES, length);
            tell(hub, slow.id(), "number", TIMES, length);
            assertThat(messages(slow.pollUpTo(CLOSE)))
                    .hasSizeLessThan(TIMES)
                    .last()
                    .isEqualTo(CLOSED_FOR_AN_ERROR);
            assertThat(messages(plain.pollUpTo(told("number", TIMES)))).hasSize(TIMES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue/newest", "queue/latest"})
    void overflowPolicy(String hub) throws IOException {
        try (PollingClient slow = PollingClient.open(hub(hub))) {
            tell(hub, slow.id(), "first", 1, 1);
            tell(hub, slow.id(), "rare", 1, 1);
            tell(hub, slow.id(), "often", TIMES, 1);
            List<String> messages = messages(slow.pollUpTo(told("often", TIMES)));
            assertThat(messages).hasSizeLessThan(TIMES).last().asString().startsWith(told("often", TIMES));
            if (hub.equals("queue/latest")) {
                assertThat(messages).anyMatch(message -> message.startsWith(told("rare", 1)));
            } else {
                assertThat(messages.subList(messages.size() - 5, messages.size()))
                        .allMatch(message -> message.contains("often"));
            }
        }
    }
}
