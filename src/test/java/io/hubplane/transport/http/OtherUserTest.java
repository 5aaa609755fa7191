package io.hubplane.transport.http;

import static io.hubplane.transport.http.HubServletTest.assertText;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.http.access.Gatekeeper.Admission;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another user than the connection's own tries every way to get back to it. */
class OtherUserTest {
    private static final String CHALLENGE = "Bearer error=\"invalid_token\"";

    private final HubServer hub = new HubServer();
    private final FakeGateway.Connection connection = hub.gateway.add("known");

    private static void assertRefused(FakeResponse response) {
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.body()).contains("another user", "connect again");
    }

    @ParameterizedTest
    @CsvSource({"'', false", "text/event-stream, false", "'', true"})
    void connectionThatNobodyCarriesYetIsNotClaimed(String accept, boolean webSocket) throws IOException {
        connection.foreign = true;
        FakeRequest request = webSocket
                ? FakeRequest.upgrade("/chat?id=known")
                : FakeRequest.of("GET", "/chat?id=known").header("Accept", accept);

        assertRefused(hub.answer(request));

        assertThat(connection.claimedFor).isNull();
        assertThat(connection.abandoned).isZero();
        assertThat(connection.events).isEmpty();
        assertThat(hub.upgraded).isEmpty();
        assertThat(request.asyncStarted).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void connectionThatPollsGoesOnUndisturbed(String method) throws IOException {
        hub.answer(FakeRequest.of("GET", "/chat?id=known"));
        FakeResponse poll = hub.answer(FakeRequest.of("GET", "/chat?id=known"));
        poll.writable();
        connection.foreign = true;

        assertRefused(hub.answer(FakeRequest.of(method, "/chat?id=known").body("evil")));
        assertThat(connection.events).containsExactly("opened", "renewed nobody");

        connection.send("one");
        assertThat(poll.body()).as("to the poll that waited").isEqualTo("one");
    }

    @Test
    void messagesThatWaitForAPollAreNotTaken() throws IOException {
        hub.answer(FakeRequest.of("GET", "/chat?id=known"));
        connection.send("one");
        connection.foreign = true;
        assertRefused(hub.answer(FakeRequest.of("GET", "/chat?id=known")));
        connection.foreign = false;

        FakeResponse poll = hub.answer(FakeRequest.of("GET", "/chat?id=known"));
        poll.writable();
        assertThat(poll.body()).isEqualTo("one");
    }

    @Test
    void refusalThatCannotBeWrittenDoesNotEndTheConnection() throws IOException {
        hub.answer(FakeRequest.of("GET", "/chat?id=known"));
        connection.foreign = true;
        FakeResponse broken = new FakeResponse();
        broken.broken = new IOException("gone");

        try {
            hub.answer(FakeRequest.of("GET", "/chat?id=known"), broken);
        } catch (IOException expected) {
            assertThat(connection.events).containsExactly("opened");
            return;
        }
        throw new AssertionError("The response was to be broken");
    }

    @Test
    void postBesideAStreamOfEventsIsRefused() throws IOException {
        hub.answer(FakeRequest.of("GET", "/chat?id=known").header("Accept", "text/event-stream"));
        connection.foreign = true;

        assertRefused(hub.answer(FakeRequest.of("POST", "/chat?id=known").body("evil")));
        assertThat(connection.events).containsExactly("opened");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void whatAnotherNodeForwardsIsRefusedToo(String method) throws IOException {
        hub.answer(FakeRequest.of("GET", "/chat?id=known"));
        connection.foreign = true;
        RequestInfo eve = new RequestInfo(Map.of(), Map.of(), Map.of(), Identity.of(() -> "eve"), "192.0.2.7");

        ForwardedAnswer answer = Objects.requireNonNull(hub.gateway.servesForwarded)
                .apply(new ForwardedRequest(
                        method, "known", eve, "evil".getBytes(StandardCharsets.UTF_8), Duration.ZERO))
                .toCompletableFuture()
                .join();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(connection.events).containsExactly("opened");
    }

    @Test
    void callsHaveTheRolesOfThePost() throws IOException {
        hub.answer(FakeRequest.of("GET", "/chat?id=known").principal(() -> "ann (poll)"));
        hub.answer(FakeRequest.of("POST", "/chat?id=known")
                .principal(() -> "ann (post)")
                .body("hello"));

        assertThat(connection.senders).containsExactly("ann (post)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void bearerWhoseTokenIsNotBelievedIsToldToRenewIt(String method) throws IOException {
        hub.gatekeeper = request -> Admission.granted(Identity.ANONYMOUS, CHALLENGE);
        hub.answer(FakeRequest.of("GET", "/chat?id=known"));
        connection.foreign = true;
        FakeResponse elsewhere = answerOfOtherNodeTo(method);
        FakeResponse here = hub.answer(FakeRequest.of(method, "/chat?id=known"));

        for (FakeResponse response : new FakeResponse[] {here, elsewhere}) {
            assertText(response, 401, "");
            assertThat(response.headers()).containsEntry("WWW-Authenticate", CHALLENGE);
        }
    }

    private FakeResponse answerOfOtherNodeTo(String method) throws IOException {
        HubServer other = new HubServer();
        other.gatekeeper = hub.gatekeeper;
        other.gateway.answerOfOtherNode =
                CompletableFuture.completedFuture(new ForwardedAnswer(403, "text/plain", new byte[] {'x'}));
        return other.answer(FakeRequest.of(method, "/chat?id=elsewhere"));
    }
}
