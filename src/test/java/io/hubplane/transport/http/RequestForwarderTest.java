package io.hubplane.transport.http;

import static io.hubplane.transport.http.HubServletTest.assertText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.hubplane.transport.AnswerOutcome;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportException;
import io.hubplane.transport.TransportType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestForwarderTest {
    private final HubServer hub = new HubServer();
    private final FakeGateway gateway = hub.gateway;
    private final CompletableFuture<ForwardedAnswer> owner = new CompletableFuture<>();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private CompletableFuture<ForwardedAnswer> served(String method, String token, String body) {
        hub.servlet();
        RequestInfo request = new RequestInfo(
                Map.of(),
                Map.of("color", List.of("blue")),
                Map.of(),
                new Identity(() -> "anna", Set.of(), null),
                "192.0.2.7");
        return Objects.requireNonNull(gateway.servesForwarded)
                .apply(new ForwardedRequest(method, token, request, bytes(body), Duration.ZERO))
                .toCompletableFuture();
    }

    private static void assertAnswer(CompletableFuture<ForwardedAnswer> answer, int status, String body) {
        assertThat(answer)
                .isCompletedWithValueMatching(given -> given.status() == status, "status " + status)
                .isCompletedWithValueMatching(
                        given -> new String(given.body(), StandardCharsets.UTF_8).equals(body), "body " + body);
    }

    @Test
    void pollOfAnotherNodesConnectionIsAnsweredByThatNode() throws IOException {
        gateway.answerOfOtherNode = owner;
        FakeRequest request = FakeRequest.of("GET", "/chat?id=elsewhere").principal(() -> "anna");
        FakeResponse response = hub.answer(request);
        response.writable();
        assertThat(request.async.completions).isZero();

        owner.complete(new ForwardedAnswer(200, "application/octet-stream", bytes("one")));

        assertThat(request.async.completions).isEqualTo(1);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.contentType()).isEqualTo("application/octet-stream");
        assertThat(response.body()).isEqualTo("one");
        assertThat(response.headers()).containsEntry("Cache-Control", "no-cache, no-store");
        ForwardedRequest forwarded = gateway.forwarded.get(0);
        assertThat(forwarded.method()).isEqualTo("GET");
        assertThat(forwarded.token()).isEqualTo("elsewhere");
        assertThat(forwarded.request().principal()).isPresent();
        assertThat(forwarded.body()).isEmpty();
    }

    @Test
    void bodyOfAPostGoesToTheOtherNode() throws IOException {
        gateway.answerOfOtherNode = owner;
        owner.complete(new ForwardedAnswer(200, "text/plain", new byte[0]));

        assertText(hub.answer(FakeRequest.of("POST", "/chat?id=elsewhere").body("hello")), 200, "");

        assertThat(gateway.forwarded.get(0).body()).isEqualTo(bytes("hello"));
    }

    @Test
    void bodyThatIsTooLongForThatIsRefused() throws IOException {
        gateway.answerOfOtherNode = owner;
        String longest = "x".repeat(PostOptions.DEFAULT_MAXIMUM_SIZE);

        FakeResponse response =
                hub.answer(FakeRequest.of("POST", "/chat?id=elsewhere").body(longest + "x"));
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.body()).contains("1048576 bytes");
        assertThat(gateway.forwarded).isEmpty();

        hub.answer(FakeRequest.of("POST", "/chat?id=elsewhere").body(longest));
        assertThat(gateway.forwarded).hasSize(1);
    }

    @Test
    void bodyForAnotherNodeIsWaitedForWithoutAThread() throws IOException {
        gateway.answerOfOtherNode = owner;
        FakeBody body = FakeBody.coming(5);
        FakeRequest request = FakeRequest.of("POST", "/chat?id=elsewhere").body(body);
        FakeResponse response = hub.answer(request);
        response.writable();
        assertThat(gateway.forwarded).isEmpty();

        body.come("hello");
        body.end();
        assertThat(gateway.forwarded.get(0).body()).isEqualTo(bytes("hello"));
        assertThat(request.async.completions).isZero();

        owner.complete(new ForwardedAnswer(200, "text/plain", new byte[0]));
        assertThat(request.async.completions).isEqualTo(1);
        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void bodyWhoseTokenNamesNoNodeIsNotRead() throws IOException {
        FakeBody body = FakeBody.coming(5);

        FakeResponse response =
                hub.answer(FakeRequest.of("POST", "/chat?id=nowhere").body(body));

        assertText(response, 404, "No Connection with that ID");
        assertThat(response.headers()).containsEntry("Connection", "close");
        assertThat(body.isReadAsItComes()).isFalse();
    }

    @Test
    void ownerAnswersAPostWhenItsBodyHasBeenTaken() throws IOException {
        FakeGateway.Connection connection = gateway.add("mine");
        assertAnswer(served("GET", "mine", ""), 200, "");
        connection.crowded = true;

        CompletableFuture<ForwardedAnswer> answer = served("POST", "mine", "hello");
        assertThat(answer).isNotDone();

        connection.crowded = false;
        hub.soon.remove().run();
        assertAnswer(answer, 200, "");
        assertThat(connection.events).contains("received hello");
    }

    private final List<AnswerOutcome> outcomes = new ArrayList<>();

    /** An answer to a poll; the owner wants to know whether it is written. */
    private ForwardedAnswer messages() {
        return new ForwardedAnswer(200, "application/octet-stream", bytes("one"), outcomes::add);
    }

    private FakeResponse poll(FakeRequest request) throws IOException {
        gateway.answerOfOtherNode = owner;
        return hub.answer(request);
    }

    private static FakeRequest poll() {
        return FakeRequest.of("GET", "/chat?id=elsewhere");
    }

    @Test
    void theOwnerIsToldWhenTheContainerHasTakenTheAnswerToAPoll() throws IOException {
        FakeRequest request = poll();
        FakeResponse response = poll(request);
        response.fast = false;
        response.writable();
        owner.complete(messages());
        assertThat(response.body()).isEqualTo("one");
        assertThat(outcomes).isEmpty();

        response.writable();
        assertThat(outcomes).isEmpty();
        response.writable();

        assertThat(response.flushes).isEqualTo(1);
        assertThat(outcomes).containsExactly(AnswerOutcome.WRITTEN);
        assertThat(request.async.completions).isEqualTo(1);
    }

    @Test
    void theOwnerIsToldWhatBecomesOfAnAnswerThatIsThereAtOnce() throws IOException {
        owner.complete(messages());

        FakeResponse response = poll(poll());
        response.writable();

        assertThat(response.body()).isEqualTo("one");
        assertThat(outcomes).containsExactly(AnswerOutcome.WRITTEN);
    }

    @Test
    void anAnswerThatBreaksOffIsUnknown() throws IOException {
        FakeResponse response = poll(poll());
        response.writable();
        response.broken = new IOException("reset");

        owner.complete(messages());

        assertThat(outcomes).containsExactly(AnswerOutcome.UNKNOWN);
    }

    @Test
    void anAnswerToAClientThatIsGoneIsNotBegun() throws IOException {
        FakeRequest request = poll();
        poll(request).writable();
        request.async.error(new IOException("gone"));
        assertThat(gateway.forwarded.get(0).recalled()).isCompleted();

        owner.complete(messages());

        assertThat(outcomes).containsExactly(AnswerOutcome.NOT_BEGUN);
    }

    @Test
    void anAnswerToAClientThatGoesBeforeTheContainerTakesAnythingIsNotBegun() throws IOException {
        FakeRequest request = poll();
        FakeResponse response = poll(request);
        owner.complete(messages());
        assertThat(response.body()).isEmpty();

        request.async.error(new IOException("gone"));

        assertThat(outcomes).containsExactly(AnswerOutcome.NOT_BEGUN);
    }

    @Test
    void anAnswerThatTheContainerDoesNotLetBeginIsNotBegun() {
        owner.complete(messages());
        FakeRequest request = poll();
        request.asyncSupported = false;

        assertThatIllegalStateException().isThrownBy(() -> poll(request));

        assertThat(outcomes).containsExactly(AnswerOutcome.NOT_BEGUN);
    }

    @Test
    void aPollThatIsAnsweredIsNotRecalled() throws IOException {
        FakeRequest request = poll();
        poll(request).writable();
        owner.complete(messages());
        request.async.error(new IOException("late"));

        assertThat(gateway.forwarded.get(0).recalled()).isNotDone();
    }

    @Test
    void aPostThatTheOtherNodeMayHaveTakenIsNotSaidToHaveFailed() throws IOException {
        gateway.answerOfOtherNode = CompletableFuture.failedFuture(new TimeoutException("silence"));

        assertText(
                hub.answer(FakeRequest.of("POST", "/chat?id=elsewhere").body("hello")),
                504,
                "The connection's node has not answered; it may or may not have taken the body");
    }

    @Test
    void aPostThatNoNodeHasHadFindsNoConnection() throws IOException {
        gateway.answerOfOtherNode = CompletableFuture.failedFuture(new TransportException("no such node"));

        assertText(
                hub.answer(FakeRequest.of("POST", "/chat?id=elsewhere").body("hello")),
                404,
                "No Connection with that ID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void nodeThatGivesNoAnswerHasNoConnection(String method) throws IOException {
        gateway.answerOfOtherNode = CompletableFuture.failedFuture(new TimeoutException("silence"));

        assertText(hub.answer(FakeRequest.of(method, "/chat?id=elsewhere")), 404, "No Connection with that ID");
    }

    @Test
    void streamsOfEventsAreNotForwarded() throws IOException {
        gateway.answerOfOtherNode = owner;

        assertText(
                hub.answer(FakeRequest.of("GET", "/chat?id=elsewhere").header("Accept", "text/event-stream")),
                404,
                "No Connection with that ID");
        assertThat(gateway.forwarded).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void withoutLongPollingNothingIsForwarded(String method) throws IOException {
        hub.options = HttpOptionsFixture.serving(TransportType.WEB_SOCKETS);
        gateway.answerOfOtherNode = owner;

        assertText(hub.answer(FakeRequest.of(method, "/chat?id=elsewhere")), 404, "No Connection with that ID");
        assertThat(gateway.forwarded).isEmpty();
    }

    @Test
    void connectionMayBePolledThroughSeveralNodesInTurn() throws IOException {
        FakeGateway.Connection connection = gateway.add("mine");

        assertAnswer(served("GET", "mine", ""), 200, "");
        assertThat(connection.claimedFor).isEqualTo(TransportType.LONG_POLLING);

        CompletableFuture<ForwardedAnswer> forwarded = served("GET", "mine", "");
        assertThat(forwarded).isNotDone();
        FakeResponse here = hub.answer(FakeRequest.of("GET", "/chat?id=mine"));
        assertAnswer(forwarded, 204, "");

        assertAnswer(served("POST", "mine", "hello"), 200, "");
        forwarded = served("GET", "mine", "");
        here.writable();
        assertThat(here.status()).isEqualTo(204);

        connection.send("one");
        assertAnswer(forwarded, 200, "one");
        forwarded.join().end(AnswerOutcome.WRITTEN);
        assertAnswer(served("DELETE", "mine", ""), 202, "");
        assertThat(connection.events)
                .containsExactly(
                        "opened",
                        "renewed anna",
                        "renewed nobody",
                        "renewed anna",
                        "received hello",
                        "renewed anna",
                        "sent null",
                        "renewed anna",
                        "closed null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void connectionThatIsNotHereEitherIsNotFound(String method) {
        assertAnswer(served(method, "gone", ""), 404, "No Connection with that ID");
    }
}
