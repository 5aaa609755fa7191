package io.hubplane.server;

import static io.hubplane.fixture.RawConnection.HANDSHAKE;
import static io.hubplane.fixture.RawConnection.RS;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.RawSocket;
import io.hubplane.fixture.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that send the body of a POST slowly to a real server, and whom that affects. */
class SlowPostIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** More POSTs than any server has threads for requests. */
    private static final int MANY = 300;

    private static HubplaneNode node;

    private final List<RawSocket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() {
        NodeSettings settings = NodeSettings.named("slow")
                .withWar(Applications.chatWithProbe(), "")
                .with("hubplane.maximum-posts-per-address", Integer.toString(2 * MANY));
        node = HubplaneNode.start(Server.underTest(), settings);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (RawSocket socket : sockets) {
            socket.close();
        }
    }

    private static URI hub() {
        return node.resolve("echo");
    }

    private static HttpResponse<String> answer(String method, URI address, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(4))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static URI openByPoll() throws IOException, InterruptedException {
        URI address = URI.create(hub() + "?id=" + RawConnection.negotiate(hub()));
        assertThat(answer("GET", address, "").statusCode()).isEqualTo(200);
        assertThat(answer("POST", address, HANDSHAKE).statusCode()).isEqualTo(200);
        assertThat(answer("GET", address, "").body()).isEqualTo("{}" + RS);
        return address;
    }

    private static String call(String text) {
        return "{\"type\":1,\"invocationId\":\"1\",\"target\":\"echo\",\"arguments\":[\"" + text + "\"]}" + RS;
    }

    private static void assertEchoes(URI address) throws IOException, InterruptedException {
        assertThat(answer("POST", address, call("hello")).statusCode()).isEqualTo(200);
        assertThat(answer("GET", address, "").body()).contains("\"result\":\"hello\"");
    }

    private RawSocket slow(String method, URI address, int length) throws IOException {
        RawSocket socket = RawSocket.to(address);
        sockets.add(socket);
        return socket.head(method, address, "Content-Length: " + length + "\r\n");
    }

    @Test
    void slowBodiesDisturbNobodyAndAreGivenUp() throws Exception {
        List<URI> addresses = new ArrayList<>();
        for (int i = 0; i < MANY / 6; i++) {
            addresses.add(openByPoll());
        }
        for (int i = 0; i < MANY; i++) {
            slow("POST", addresses.get(i % addresses.size()), 1_000).send("{");
        }

        for (int i = 0; i < 10; i++) {
            URI other = openByPoll();
            assertEchoes(other);
            assertThat(answer("DELETE", other, "").statusCode()).isEqualTo(202);
        }
        for (RawSocket socket : sockets) {
            assertThat(socket.status()).isEqualTo(408);
        }
        assertEchoes(addresses.get(0));
    }

    @Test
    void nobodyWaitsForABodyThatNobodyWants() throws Exception {
        URI unknown = URI.create(hub() + "?id=unknown");
        URI negotiation = URI.create(hub() + "/negotiate?negotiateVersion=1");
        for (int i = 0; i < MANY / 2; i++) {
            slow("POST", unknown, 1_000).send("{");
            slow("POST", negotiation, 1_000).send("{");
        }

        assertEchoes(openByPoll());
        for (int i = 0; i < sockets.size(); i += 2) {
            assertThat(sockets.get(i).status()).isEqualTo(404);
            assertThat(sockets.get(i + 1).status()).isEqualTo(200);
        }
    }

    @Test
    void bodyThatIsTooLongIsRefusedBeforeItComes() throws Exception {
        assertThat(slow("POST", openByPoll(), 2_000_000).send("{").status()).isEqualTo(413);
    }

    @Test
    void bodyMayComeInManyPortions() throws Exception {
        URI address = openByPoll();
        String text = "x".repeat(20_000);
        String body = call(text);
        RawSocket known = slow("POST", address, body.length());
        for (int i = 0; i < body.length(); i += 1_000) {
            known.send(body.substring(i, Math.min(i + 1_000, body.length())));
        }
        assertThat(known.status()).isEqualTo(200);
        assertThat(answer("GET", address, "").body()).contains(text);

        RawSocket chunked = RawSocket.to(address);
        sockets.add(chunked);
        chunked.head("POST", address, "Transfer-Encoding: chunked\r\n");
        for (int i = 0; i < body.length(); i += 1_000) {
            String chunk = body.substring(i, Math.min(i + 1_000, body.length()));
            chunked.send(Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
        }
        chunked.send("0\r\n\r\n");
        assertThat(chunked.status()).isEqualTo(200);
        assertThat(answer("GET", address, "").body()).contains(text);

        // The connection can be used for another request.
        chunked.head("POST", address, "Content-Length: 2\r\n").send("{");
        chunked.send("}");
        assertThat(chunked.status()).isEqualTo(200);
    }

    @Test
    void postsOfOneConnectionAreTakenInOrderThoughTheFirstIsSlow() throws Exception {
        URI address = openByPoll();
        String first = call("first");
        RawSocket slow = slow("POST", address, first.length()).send(first.substring(0, 10));
        assertEchoes(openByPoll()); // the server has seen what was sent before
        RawSocket quick = slow("POST", address, call("second").length()).send(call("second"));
        assertEchoes(openByPoll());

        slow.send(first.substring(10));

        assertThat(slow.status()).isEqualTo(200);
        assertThat(quick.status()).isEqualTo(200);
        String answers = answer("GET", address, "").body();
        if (!answers.contains("second")) {
            answers += answer("GET", address, "").body();
        }
        assertThat(answers.indexOf("first")).isBetween(0, answers.indexOf("second"));
    }
}
