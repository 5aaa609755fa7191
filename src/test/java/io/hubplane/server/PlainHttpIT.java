package io.hubplane.server;

import static io.hubplane.fixture.RawConnection.HANDSHAKE;
import static io.hubplane.fixture.RawConnection.RS;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.EventReader;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.Inbox;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.Server;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections over server-sent events and long polling, and how a WebSocket begins and ends, on a real server. */
class PlainHttpIT {
    private static final String CALL = call("hello");
    private static final String RESULT = result("hello");

    /** Its result shows that the hub knows the connection; if a connection fails before, the hub never learns of it. */
    private static final String ADD = "{\"type\":1,\"invocationId\":\"1\",\"target\":\"add\",\"arguments\":[1,2]}" + RS;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static HubplaneNode node;

    @BeforeAll
    static void start() {
        NodeSettings settings = NodeSettings.named("plain")
                .withWar(Applications.chatWithProbe(), "")
                .with("hubplane.keep-alive-interval", "1s")
                .with("hubplane.web-sockets.sub-protocols", "b,c");
        node = HubplaneNode.start(Server.underTest(), settings);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static String call(String text) {
        return "{\"type\":1,\"invocationId\":\"1\",\"target\":\"echo\",\"arguments\":[\"" + text + "\"]}" + RS;
    }

    private static String result(String text) {
        return "{\"type\":3,\"invocationId\":\"1\",\"result\":\"" + text + "\"}" + RS;
    }

    /** A hub that only answers. */
    private static URI echo() {
        return node.resolve("echo");
    }

    /** A hub that tells all clients which of them are gone. */
    private static URI probe() {
        return node.resolve("probe");
    }

    private static URI connection(URI hub, String token) {
        return URI.create(hub + "?id=" + token);
    }

    private static HttpRequest request(String method, URI address, String body) {
        return HttpRequest.newBuilder(address)
                .timeout(Inbox.PATIENCE)
                .method(method, BodyPublishers.ofString(body))
                .build();
    }

    private static HttpResponse<String> answer(String method, URI address, String body)
            throws IOException, InterruptedException {
        return HTTP.send(request(method, address, body), BodyHandlers.ofString());
    }

    private static CompletableFuture<HttpResponse<String>> poll(URI address) {
        return HTTP.sendAsync(request("GET", address, ""), BodyHandlers.ofString());
    }

    private static void post(URI address, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = answer("POST", address, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    /** Opens a connection with a poll and shakes hands. */
    private static URI openByPoll(URI hub) throws IOException, InterruptedException {
        URI address = URI.create(hub + "?id=" + RawConnection.negotiate(hub));
        HttpResponse<String> first = answer("GET", address, "");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(first.headers().firstValue("Content-Length")).contains("0");
        post(address, HANDSHAKE);
        assertThat(answer("GET", address, "").body()).isEqualTo("{}" + RS);
        return address;
    }

    @Test
    void callsAreAnsweredByPolls() throws Exception {
        URI address = openByPoll(echo());

        post(address, CALL);
        HttpResponse<String> answer = answer("GET", address, "");
        assertThat(answer.body()).isEqualTo(RESULT);
        assertThat(answer.headers().firstValue("Content-Length")).contains(Integer.toString(RESULT.length()));
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache, no-store");

        CompletableFuture<HttpResponse<String>> waiting = poll(address);
        post(address, CALL);
        assertThat(waiting.get(30, TimeUnit.SECONDS).body()).isEqualTo(RESULT);
    }

    @Test
    void longAnswersFitOnePoll() throws Exception {
        URI address = openByPoll(echo());
        String text = "x".repeat(30_000);
        CompletableFuture<HttpResponse<String>> waiting = poll(address);

        post(address, call(text));

        assertThat(waiting.get(30, TimeUnit.SECONDS).body()).isEqualTo(result(text));
    }

    @Test
    void newPollReplacesTheOneThatWaits() throws Exception {
        URI address = openByPoll(echo());
        CompletableFuture<HttpResponse<String>> one = poll(address);
        CompletableFuture<HttpResponse<String>> other = poll(address);

        CompletableFuture.anyOf(one, other).get(30, TimeUnit.SECONDS);
        CompletableFuture<HttpResponse<String>> replaced = one.isDone() ? one : other;
        assertThat(replaced.join().statusCode()).isEqualTo(204);

        post(address, CALL);
        assertThat((replaced == one ? other : one).get(30, TimeUnit.SECONDS).body())
                .isEqualTo(RESULT);
    }

    @Test
    void deleteEndsPollAndConnection() throws Exception {
        URI address = openByPoll(echo());
        CompletableFuture<HttpResponse<String>> waiting = poll(address);

        assertThat(answer("DELETE", address, "").statusCode()).isEqualTo(202);

        int status = waiting.get(30, TimeUnit.SECONDS).statusCode();
        assertThat(status).isIn(204, 404); // the poll may have come after the end
        assertThat(answer("GET", address, "").statusCode()).isEqualTo(404);
    }

    @Test
    void idlePollsHoldNoThread() throws Exception {
        List<URI> addresses = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            addresses.add(openByPoll(probe()));
        }
        List<CompletableFuture<HttpResponse<String>>> polls =
                addresses.stream().map(PlainHttpIT::poll).toList();
        for (URI address : addresses) {
            post(address, "{\"type\":6}" + RS);
        }
        assertNoThreadIsInTheTransport();

        try (RawConnection other = RawConnection.connect(probe())) {
            other.send("{\"type\":1,\"target\":\"tellOthers\",\"arguments\":[\"news\"]}" + RS);
            for (int i = 0; i < polls.size(); i++) {
                // Messages about other connections that end may come first.
                HttpResponse<String> answer = polls.get(i).get(30, TimeUnit.SECONDS);
                while (!answer.body().contains("news")) {
                    assertThat(answer.statusCode()).isEqualTo(200);
                    answer = answer("GET", addresses.get(i), "");
                }
            }
        }
        for (URI address : addresses) {
            answer("DELETE", address, "");
        }
    }

    /**
     * Pools of the server may have grown when many requests came at once, so the threads' stacks are checked, not their
     * number.
     */
    private static void assertNoThreadIsInTheTransport() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String threads = threads();
        while (threads.contains("io.hubplane.transport.http.") && System.nanoTime() - deadline < 0) {
            threads = threads();
        }
        assertThat(threads).contains("hubplane-").doesNotContain("io.hubplane.transport.http.");
    }

    /** The stacks of all threads of the server. */
    private static String threads() throws Exception {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process dump = new ProcessBuilder(
                        jcmd.toString(), Long.toString(node.process().pid()), "Thread.print")
                .redirectErrorStream(true)
                .start();
        return new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void callsAreAnsweredByEvents() throws Exception {
        URI address = connection(echo(), RawConnection.negotiate(echo()));
        try (EventReader events = EventReader.open(HTTP, address)) {
            assertThat(events.response().statusCode()).isEqualTo(200);
            assertThat(events.response().headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/event-stream");
            assertThat(events.response().headers().firstValue("Cache-Control")).contains("no-cache,no-store");
            assertThat(events.lines().next()).isEqualTo(":");
            post(address, HANDSHAKE);
            assertThat(events.lines().next()).isEqualTo("data: {}" + RS);
            post(address, CALL);
            assertThat(events.lines().next()).isEqualTo("data: " + RESULT);
            assertThat(answer("DELETE", address, "").statusCode()).isEqualTo(400);
            assertThat(answer("GET", address, "").body()).isEqualTo("Cannot change transports mid-connection");
            post(address, "nonsense" + RS);
            assertThat(events.lines().next()).startsWith("data: {\"type\":7,\"error\":");
            assertThat(events.ends().next()).isEqualTo("complete");
            assertThat(answer("POST", address, "").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void clientThatDropsItsStreamIsMissed() throws Exception {
        try (RawConnection watcher = RawConnection.connect(probe())) {
            Negotiated negotiated = negotiate();
            EventReader events = EventReader.open(HTTP, connection(probe(), negotiated.token()));
            post(connection(probe(), negotiated.token()), HANDSHAKE);
            assertThat(events.lines().next(2)).containsExactly(":", "data: {}" + RS);
            post(connection(probe(), negotiated.token()), ADD);
            assertThat(events.lines().next()).contains("\"result\":3");

            events.close();

            assertThat(hasFailed(negotiated, watcher)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ECHO", "Echo"})
    void pathsAreFoundWhateverTheirCase(String path) throws Exception {
        URI hub = node.resolve(path);
        URI address = openByPoll(hub);
        CompletableFuture<HttpResponse<String>> waiting = poll(address);
        post(address, CALL);
        assertThat(waiting.get(30, TimeUnit.SECONDS).body()).isEqualTo(RESULT);
        assertThat(answer("DELETE", address, "").statusCode()).isEqualTo(202);

        try (RawConnection webSocket = RawConnection.connect(hub)) {
            webSocket.send(CALL);
            assertThat(webSocket.messages().next() + RS).isEqualTo(RESULT);
        }
        URI stream = URI.create(hub + "?id=" + RawConnection.negotiate(hub));
        try (EventReader events = EventReader.open(HTTP, stream)) {
            assertThat(events.lines().next()).isEqualTo(":");
        }
        assertThat(answer("POST", URI.create(hub + "/NEGOTIATE"), "").body()).contains("connectionId");
    }

    @Test
    void webSocketWhoseTcpConnectionBreaksHasFailed() throws Exception {
        try (RawConnection watcher = RawConnection.connect(probe())) {
            Negotiated negotiated = negotiate();
            RawConnection webSocket = RawConnection.openNegotiated(probe(), negotiated.token());
            webSocket.send(HANDSHAKE);
            assertThat(webSocket.messages().next()).isEqualTo("{}");
            webSocket.send(ADD);
            assertThat(webSocket.messages().next()).contains("\"result\":3");

            webSocket.close();

            assertThat(hasFailed(negotiated, watcher)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"88 82 01020304 02ea", "88 82 01020304 02eb", "88 80 01020304"})
    void webSocketThatIsClosedHasNotFailed(String closeFrame) throws Exception {
        try (RawConnection watcher = RawConnection.connect(probe())) {
            Negotiated negotiated = negotiate();
            try (Socket webSocket = new Socket(probe().getHost(), probe().getPort())) {
                webSocket
                        .getOutputStream()
                        .write(("GET " + probe().getPath() + "?id=" + negotiated.token() + " HTTP/1.1\r\nHost: "
                                        + probe().getAuthority() + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                DataInputStream answer = new DataInputStream(webSocket.getInputStream());
                readPast(answer, "\r\n\r\n");
                webSocket.getOutputStream().write(masked(HANDSHAKE));
                readPast(answer, "{}" + RS);

                webSocket.getOutputStream().write(HexFormat.of().parseHex(closeFrame.replace(" ", "")));
                // As a browser does when its user leaves a page: it does not wait for the answer.
            }
            assertThat(hasFailed(negotiated, watcher)).isFalse();
        }
    }

    private static void readPast(DataInputStream input, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            read.append((char) input.readUnsignedByte());
        }
    }

    /** A text frame whose mask changes nothing. */
    private static byte[] masked(String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(6 + payload.length)
                .put((byte) 0x81)
                .put((byte) (0x80 | payload.length))
                .putInt(0)
                .put(payload)
                .array();
    }

    private static Negotiated negotiate() throws IOException, InterruptedException {
        String answer = answer("POST", URI.create(probe() + "/negotiate?negotiateVersion=1"), "")
                .body();
        return new Negotiated(value(answer, "connectionId"), value(answer, "connectionToken"));
    }

    private static String value(String json, String name) {
        return json.replaceFirst(".*\"" + name + "\":\"([^\"]+)\".*", "$1");
    }

    /** Waits until a connection is gone, and returns whether it has failed. */
    private static boolean hasFailed(Negotiated negotiated, RawConnection watcher) {
        String message = watcher.messages().next();
        while (!message.contains("[\"" + negotiated.id() + "\",")) {
            message = watcher.messages().next();
        }
        return message.endsWith(",true]}");
    }

    /** The answer to a negotiation. */
    private record Negotiated(String id, String token) {}

    @Test
    void subProtocolIsAgreedOn() {
        assertThat(subProtocol("a", "c", "b")).isEqualTo("b");
        assertThat(subProtocol("a")).isEmpty();
        assertThat(subProtocol()).isEmpty();
    }

    private static String subProtocol(String... offered) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        if (offered.length > 0) {
            builder.subprotocols(
                    offered[0], List.of(offered).subList(1, offered.length).toArray(String[]::new));
        }
        WebSocket webSocket = builder.buildAsync(
                        URI.create(echo().toString().replaceFirst("^http", "ws")), new WebSocket.Listener() {})
                .join();
        webSocket.abort();
        return webSocket.getSubprotocol();
    }
}
