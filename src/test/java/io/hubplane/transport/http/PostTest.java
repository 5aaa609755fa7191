package io.hubplane.transport.http;

import static io.hubplane.transport.http.HubServletTest.assertText;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.transport.http.access.Gatekeeper;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** POSTs whose bodies come in any pieces, to a connection that polls. */
class PostTest {
    private final HubServer hub = new HubServer();
    private final FakeGateway.Connection connection = hub.gateway.add("mine");

    private record Post(FakeBody body, FakeRequest request, FakeResponse response) {}

    private void open() throws IOException {
        assertThat(hub.answer(FakeRequest.of("GET", "/chat?id=mine")).status()).isEqualTo(200);
        connection.events.clear();
    }

    private Post post(FakeBody body) throws IOException {
        FakeRequest request = FakeRequest.of("POST", "/chat?id=mine").body(body);
        FakeResponse response = hub.answer(request);
        if (request.asyncStarted) {
            response.writable();
        }
        return new Post(body, request, response);
    }

    private static void assertAnswered(Post post, int status) {
        assertThat(post.request().async.completions).isEqualTo(1);
        assertThat(post.response().status()).isEqualTo(status);
    }

    private static void assertBrokenOff(Post post, int status, String setting) {
        assertAnswered(post, status);
        assertThat(post.response().body()).contains(setting);
        assertThat(post.response().headers()).containsEntry("Connection", "close");
    }

    @Test
    void bodyThatIsThereIsAnsweredAtOnce() throws IOException {
        open();

        Post post = post(FakeBody.of("hello"));

        assertText(post.response(), 200, "");
        assertThat(post.request().asyncStarted).isFalse();
        assertThat(connection.events).contains("received hello");
        assertThat(hub.posts().bytes()).isZero();
    }

    @Test
    void bodyThatComesLaterHoldsNoThread() throws IOException {
        open();
        Post post = post(FakeBody.coming(10));
        assertThat(hub.posts().size()).isEqualTo(1);

        post.body().come("hello");
        assertThat(connection.heard).isPositive();
        assertThat(connection.events).doesNotContain("received hello");
        post.body().come("world");
        post.body().end();

        assertAnswered(post, 200);
        assertThat(connection.events).contains("received helloworld");
        assertThat(hub.posts().size()).isZero();
        assertThat(hub.posts().bytes()).isZero();
    }

    @Test
    void bodyOfUnknownLengthIsReadAsItComes() throws IOException {
        open();
        Post post = post(FakeBody.coming(-1));
        for (int i = 0; i < 10; i++) {
            post.body().come("x".repeat(10_000));
        }
        assertThat(hub.posts().bytes()).isPositive();
        post.body().end();

        assertAnswered(post, 200);
        assertThat(connection.events.stream()
                        .filter(event -> event.startsWith("received "))
                        .mapToInt(event -> event.length() - "received ".length())
                        .sum())
                .isEqualTo(100_000);
        assertThat(hub.posts().bytes()).isZero();
    }

    @Test
    void unknownTokenIsRefusedBeforeTheBody() throws IOException {
        FakeBody body = FakeBody.coming(10);

        FakeResponse response =
                hub.answer(FakeRequest.of("POST", "/chat?id=other").body(body));

        assertText(response, 404, "No Connection with that ID");
        assertThat(body.isReadAsItComes()).isFalse();
        assertThat(response.headers()).containsEntry("Connection", "close");
    }

    @Test
    void bodyOfANegotiationIsNotReadAtAll() throws IOException {
        FakeBody body = FakeBody.coming(10);

        FakeResponse response =
                hub.answer(FakeRequest.of("POST", "/chat/negotiate").body(body));

        assertThat(response.status()).isEqualTo(200);
        assertThat(body.isReadAsItComes()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            POST,   /chat?id=mine, https://evil.example, 403
            POST,   /chat,         '',                   400
            GET,    /chat?id=mine, '',                   200
            DELETE, /chat?id=mine, '',                   400
            PUT,    /chat?id=mine, '',                   405
            POST,   /chat/negotiate, '',                 200
            """)
    void bodyThatNobodyWantsIsNotWaitedForWhateverTheRequest(String method, String target, String origin, int status)
            throws IOException {
        FakeBody body = FakeBody.coming(10);
        FakeRequest request = FakeRequest.of(method, target).body(body);
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }

        FakeResponse response = hub.answer(request);

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers()).containsEntry("Connection", "close");
        assertThat(body.isReadAsItComes()).isFalse();
    }

    @Test
    void bodyOfARefusedSenderIsNotWaitedFor() throws IOException {
        hub.gatekeeper = request -> Gatekeeper.Admission.refused(401, "Bearer");

        FakeResponse response =
                hub.answer(FakeRequest.of("POST", "/chat?id=mine").body(FakeBody.coming(10)));

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.headers()).containsEntry("Connection", "close");
    }

    @Test
    void connectionIsKeptAfterARequestWithoutABody() throws IOException {
        assertThat(hub.answer(FakeRequest.of("POST", "/chat/negotiate")).headers())
                .doesNotContainKey("Connection");
        FakeRequest chunked = FakeRequest.of("POST", "/chat/negotiate")
                .body(FakeBody.coming(-1))
                .header("Transfer-Encoding", "chunked");
        assertThat(hub.answer(chunked).headers()).containsEntry("Connection", "close");
        FakeRequest none = FakeRequest.of("POST", "/chat/negotiate").body(FakeBody.coming(-1));
        assertThat(hub.answer(none).headers()).doesNotContainKey("Connection");
    }

    @Test
    void bodyThatComesTooSlowlyIsGivenUp() throws IOException {
        open();
        Post post = post(FakeBody.coming(10));
        hub.pass(4);
        post.body().come("a");
        assertThat(post.request().async.completions).isZero();

        hub.pass(2);

        assertBrokenOff(post, 408, "hubplane.minimum-post-rate");
        assertThat(hub.observer.events()).contains("limit receive-timeout");
        assertThat(connection.events).doesNotContain("received a");
        assertThat(hub.posts().size()).isZero();
        assertThat(hub.posts().bytes()).isZero();
        post.body().come("b"); // what comes now is ignored
        post(FakeBody.of("next"));
        assertThat(connection.events).contains("received next");
    }

    @Test
    void bodyThatComesInTimeButNotToItsEndIsGivenUp() throws IOException {
        hub.options = HttpOptionsFixture.posting(new PostOptions(1_000_000, Duration.ofSeconds(20), 240));
        open();
        Post post = post(FakeBody.coming(900_000));
        for (int i = 0; i < 20; i++) {
            post.body().come("x".repeat(1_000));
            hub.pass(1);
            assertThat(post.request().async.completions).isZero();
        }

        hub.pass(1);

        assertBrokenOff(post, 408, "hubplane.receive-timeout");
    }

    @Test
    void bodyThatIsLongerThanAllowedIsRefusedUnreadOrAsSoonAsItShows() throws IOException {
        hub.options = HttpOptionsFixture.posting(new PostOptions(100_000, Duration.ofSeconds(20), 0));
        open();
        FakeBody promised = FakeBody.coming(100_001);
        FakeResponse refused =
                hub.answer(FakeRequest.of("POST", "/chat?id=mine").body(promised));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.body()).contains("hubplane.maximum-post-size", "100000 bytes");
        assertThat(promised.isReadAsItComes()).isFalse();

        Post post = post(FakeBody.coming(-1));
        post.body().come("x".repeat(100_000));
        assertThat(post.request().async.completions).isZero();
        post.body().come("x");

        assertBrokenOff(post, 413, "hubplane.maximum-post-size");
        assertThat(hub.observer.events())
                .containsOnly("limit maximum-post-size")
                .hasSize(2);
        post(FakeBody.of("x".repeat(100_000)));
        assertThat(connection.events).anyMatch(event -> event.startsWith("received "));
    }

    @Test
    void bodyThatBreaksOffIsForgotten() throws IOException {
        open();
        Post broken = post(FakeBody.coming(10));
        broken.body().come("half");
        Post next = post(FakeBody.of("next"));

        broken.body().breakOff();

        assertAnswered(broken, 400);
        assertAnswered(next, 200);
        assertThat(connection.events).contains("received next").doesNotContain("received half");
        assertThat(hub.posts().bytes()).isZero();
    }

    @Test
    void requestThatTheContainerEndsHoldsNobodyUp() throws IOException {
        open();
        Post ended = post(FakeBody.coming(10));
        Post next = post(FakeBody.of("next"));

        ended.request().async.error(new IOException("gone"));

        assertAnswered(next, 200);
        assertThat(hub.posts().size()).isZero();
    }

    @Test
    void onlySoManyBodiesAreUnderWayOnANode() throws IOException {
        hub.limits = new NodePostOptions(2, 2, 1_000_000);
        open();
        Post first = post(FakeBody.coming(10));
        post(FakeBody.coming(10));

        Post third = post(FakeBody.coming(10));
        assertThat(third.response().status()).isEqualTo(503);
        assertThat(third.response().body()).contains("hubplane.maximum-posts-per-node");
        assertThat(hub.observer.events()).containsExactly("limit maximum-posts-per-node");
        first.body().breakOff();
        post(FakeBody.coming(10));
        assertThat(hub.posts().size()).isEqualTo(2);
    }

    @Test
    void onlySoManyBodiesAreUnderWayFromAnAddress() throws IOException {
        hub.limits = new NodePostOptions(10, 1, 1_000_000);
        open();
        Post first = post(FakeBody.coming(10));

        Post second = post(FakeBody.coming(10));
        assertThat(second.response().status()).isEqualTo(429);
        assertThat(second.response().body()).contains("hubplane.maximum-posts-per-address");
        assertThat(hub.observer.events()).containsExactly("limit maximum-posts-per-address");
        first.body().breakOff();
        assertThat(post(FakeBody.coming(10)).request().async.completions).isZero();
    }

    @Test
    void bodiesTakeOnlySoMuchMemory() throws IOException {
        hub.limits = new NodePostOptions(10, 10, 40_000);
        open();
        post(FakeBody.coming(100_000));
        Post growing = post(FakeBody.coming(100_000));
        growing.body().come("x".repeat(16 * 1024));

        growing.body().come("x");

        assertBrokenOff(growing, 503, "hubplane.maximum-post-bytes-per-node");
        assertThat(hub.posts().bytes()).isEqualTo(16 * 1024);
        assertThat(hub.observer.events()).containsExactly("limit maximum-post-bytes-per-node");
    }

    @Test
    void bodiesThatWaitForAHeldBackConnectionTakeMemoryUntilTheyAreTaken() throws IOException {
        open();
        connection.crowded = true;
        Post post = post(FakeBody.of("hello"));
        assertThat(post.request().async.completions).isZero();
        assertThat(hub.posts().bytes()).isEqualTo(5);

        connection.crowded = false;
        hub.soon.remove().run();

        assertAnswered(post, 200);
        assertThat(hub.posts().bytes()).isZero();
    }
}
