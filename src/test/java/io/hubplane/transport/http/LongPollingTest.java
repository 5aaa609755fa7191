package io.hubplane.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Pending;
import io.hubplane.transport.TransportType;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LongPollingTest {
    private static final long POLL_TIMEOUT = HttpOptions.DEFAULTS.pollTimeout().toNanos();
    private static final long DISCONNECT_TIMEOUT =
            HttpOptions.DEFAULTS.disconnectTimeout().toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final HubServer hub = new HubServer();
    private final FakeGateway.Connection connection = hub.gateway.add("known");
    private FakeResponse first;

    @BeforeEach
    void pollFirst() throws IOException {
        first = hub.answer(request());
    }

    private static FakeRequest request() {
        return FakeRequest.of("GET", "/chat?id=known").header("Origin", "https://hub.example");
    }

    private FakeResponse poll() throws IOException {
        FakeResponse response = hub.answer(request());
        response.writable();
        return response;
    }

    private static void assertWaits(FakeResponse poll) {
        assertThat(poll.contentLength()).isEqualTo(-1);
        assertThat(poll.status()).isEqualTo(200);
        assertThat(poll.body()).isEmpty();
    }

    private static void assertCarries(FakeResponse poll, String text) {
        assertThat(poll.status()).isEqualTo(200);
        assertThat(poll.contentType()).isEqualTo("application/octet-stream");
        assertThat(poll.contentLength()).isEqualTo(text.length());
        assertThat(poll.body()).isEqualTo(text);
    }

    private static void assertIsOver(FakeResponse poll) {
        assertThat(poll.status()).isEqualTo(204);
        assertThat(poll.body()).isEmpty();
    }

    @Test
    void firstPollOpensTheConnectionAndIsAnsweredAtOnce() {
        assertCarries(first, "");
        assertThat(connection.events).containsExactly("opened");
        assertThat(connection.transport().type()).isEqualTo(TransportType.LONG_POLLING);
        assertThat(connection.transport().carriesBinary()).isTrue();
    }

    @Test
    void pollsAreNotCached() throws IOException {
        for (FakeResponse response : new FakeResponse[] {first, poll()}) {
            assertThat(response.headers())
                    .containsEntry("Cache-Control", "no-cache, no-store")
                    .containsEntry("Pragma", "no-cache")
                    .containsEntry("Expires", "Thu, 01 Jan 1970 00:00:00 GMT")
                    .containsEntry("Vary", "Origin");
        }
    }

    @Test
    void pollWaitsWithoutATimeoutOfTheContainerUntilSomethingIsSent() throws IOException {
        FakeRequest request = request();
        FakeResponse poll = hub.answer(request);
        poll.writable();
        assertWaits(poll);
        assertThat(request.async.timeout).isZero();
        assertThat(request.async.completions).isZero();

        connection.send("one,|two");

        assertCarries(poll, "one,two");
        assertThat(request.async.completions).isEqualTo(1);
        assertThat(connection.events).containsExactly("opened", "renewed nobody", "sent null");
    }

    @Test
    void pollTakesWhatWasSentBeforeIt() throws IOException {
        connection.send("one");
        assertThat(connection.events).containsExactly("opened");

        assertCarries(poll(), "one");
        assertThat(connection.events).containsExactly("opened", "renewed nobody", "sent null");
    }

    @Test
    void answerWaitsForTheContainerToBeReadyForIt() throws IOException {
        FakeResponse poll = hub.answer(request());
        connection.send("one");
        assertThat(poll.body()).isEmpty();

        poll.writable();

        assertCarries(poll, "one");
    }

    @Test
    void newPollReplacesTheOneThatWaits() throws IOException {
        FakeResponse older = poll();
        FakeResponse newer = poll();
        assertIsOver(older);

        connection.send("one");

        assertCarries(newer, "one");
    }

    @Test
    void pollThatFindsNothingToSendIsAnsweredEmptyInTheEnd() throws IOException {
        FakeResponse poll = poll();
        assertThat(connection.transport().beat(10)).isTrue();
        assertThat(connection.transport().beat(10 + POLL_TIMEOUT - 1)).isTrue();
        assertWaits(poll);

        assertThat(connection.transport().beat(10 + POLL_TIMEOUT)).isTrue();

        HubServletTest.assertText(poll, 200, "");
        connection.send("one");
        assertCarries(poll(), "one");
    }

    @Test
    void clientThatPollsNoMoreIsGone() {
        assertThat(connection.transport().beat(10)).isTrue();
        assertThat(connection.transport().beat(10 + DISCONNECT_TIMEOUT - 1)).isTrue();

        assertThat(connection.transport().beat(10 + DISCONNECT_TIMEOUT)).isFalse();
    }

    @Test
    void pollThatWaitsKeepsTheClientPresent() throws IOException {
        connection.transport().beat(0);
        poll();
        assertThat(connection.transport().beat(DISCONNECT_TIMEOUT + SECOND)).isTrue();
        connection.send("one");
        assertThat(connection.transport().beat(DISCONNECT_TIMEOUT + 2 * SECOND)).isTrue();
        assertThat(connection.transport().beat(2 * DISCONNECT_TIMEOUT + 2 * SECOND))
                .isFalse();
    }

    @Test
    void closeOfAClientThatIsGoneEndsTheConnectionAndFailsWhatWaits() {
        connection.send("one");
        connection.transport().beat(0);
        connection.transport().beat(DISCONNECT_TIMEOUT);

        connection.transport().close(CloseStatus.INTERNAL_ERROR);

        assertThat(connection.events).containsExactly("opened", "closed null", "sent The client no longer polls");
    }

    @Test
    void pollLearnsOfTheEndOfItsConnection() throws IOException {
        FakeResponse poll = poll();

        connection.transport().close(CloseStatus.NORMAL);

        assertIsOver(poll);
        assertThat(connection.events).containsExactly("opened", "renewed nobody", "closed null");
    }

    @Test
    void whatWaitsStillLeavesBeforeTheEnd() throws IOException {
        connection.send("last");
        connection.transport().close(CloseStatus.NORMAL);

        assertCarries(poll(), "last");
        assertThat(connection.events).doesNotContain("closed null");
        assertIsOver(poll());
        assertThat(connection.events).endsWith("sent null", "renewed nobody", "closed null");
    }

    @Test
    void secondCloseGivesUpWaitingForAPoll() {
        connection.transport().close(CloseStatus.NORMAL);
        assertThat(connection.events).containsExactly("opened");

        connection.transport().close(CloseStatus.NORMAL);

        assertThat(connection.events).containsExactly("opened", "closed null");
    }

    @Test
    void closedConnectionWaitsForAPollAsLongAsAnyOther() {
        connection.transport().close(CloseStatus.NORMAL);
        connection.transport().beat(0);
        connection.transport().beat(DISCONNECT_TIMEOUT - 1);
        assertThat(connection.events).containsExactly("opened");

        connection.transport().beat(DISCONNECT_TIMEOUT);

        assertThat(connection.events).containsExactly("opened", "closed null");
    }

    @Test
    void closedConnectionThatWasForgottenIsDroppedByTheNext() throws IOException {
        FakeGateway.Connection next = hub.gateway.add("next");
        hub.answer(FakeRequest.of("GET", "/chat?id=next"));
        connection.transport().close(CloseStatus.NORMAL);
        connection.forget();

        next.transport().close(CloseStatus.NORMAL);

        assertThat(connection.events).containsExactly("opened", "closed null");
        assertThat(next.events).containsExactly("opened");
    }

    @Test
    void connectionThatEndsWhileItOpensEndsWithItsFirstPoll() throws IOException {
        FakeGateway.Connection ending = hub.gateway.add("ending");
        ending.onOpened = () -> ending.transport().close(CloseStatus.NORMAL);

        assertIsOver(hub.answer(FakeRequest.of("GET", "/chat?id=ending")));
        assertThat(ending.events).containsExactly("opened", "closed null");
    }

    @Test
    void deleteEndsPollAndConnection() throws IOException {
        FakeResponse poll = poll();

        HubServletTest.assertText(hub.answer(FakeRequest.of("DELETE", "/chat?id=known")), 202, "");

        assertIsOver(poll);
        assertThat(connection.events).endsWith("closed null");
        HubServletTest.assertText(
                hub.answer(FakeRequest.of("DELETE", "/chat?id=known")), 404, "No Connection with that ID");
    }

    @Test
    void everyRequestTellsWhoTheClientIs() throws IOException {
        hub.answer(request().principal(() -> "anna"));
        hub.answer(FakeRequest.of("POST", "/chat?id=known").principal(() -> "berta"));
        hub.answer(FakeRequest.of("DELETE", "/chat?id=known").principal(() -> "clara"));

        assertThat(connection.events)
                .containsExactly("opened", "renewed anna", "renewed berta", "renewed clara", "closed null");
    }

    @Test
    void answerThatCannotBeWrittenEndsTheConnectionByAFailure() throws IOException {
        FakeResponse poll = poll();
        poll.broken = new IOException("gone");

        connection.send("one");

        assertThat(connection.events).containsExactly("opened", "renewed nobody", "closed gone", "sent null");
    }

    @Test
    void noThreadIsHeldByAPollThatFindsMessagesAndIsNotRead() throws IOException {
        connection.send("one");
        FakeResponse poll = hub.answer(request());
        assertThat(poll.body()).isEmpty();
        poll.writable();

        assertCarries(poll, "one");
    }

    @Test
    void answerIsLookedAfterUntilTheContainerHasTakenIt() throws IOException {
        FakeResponse poll = hub.answer(request());
        connection.send("one");
        assertThat(hub.gateway.pending).hasSize(1).noneMatch(Pending::isOver);
        poll.writable();

        assertThat(hub.gateway.pending).allMatch(Pending::isOver);
    }

    @Test
    void answerThatIsTakenAtOnceOrCarriesNothingIsNotLookedAfter() throws IOException {
        poll();
        connection.send("one");
        poll();
        hub.pass(1);
        assertThat(connection.transport().beat(POLL_TIMEOUT)).isTrue();
        assertThat(connection.transport().beat(2 * POLL_TIMEOUT)).isTrue();

        assertThat(hub.gateway.pending).isEmpty();
    }

    @Test
    void answerThatIsNotTakenEndsTheConnectionByAFailureWhereTheServerIsUnknown() throws IOException {
        hub.answer(request());
        connection.send("one");
        hub.gateway.pending.forEach(Pending::abort);

        assertThat(connection.events).contains("closed The client took too long to read the answer to a poll");
    }

    @Test
    void pollWhoseClientIsGoneTakesNothing() throws IOException {
        FakeRequest request = request();
        hub.answer(request).writable();
        request.async.error(new IOException("gone"));

        connection.send("one");

        assertCarries(poll(), "one");
    }

    @Test
    void replacedPollMayFailWithoutHarm() throws IOException {
        FakeRequest request = request();
        hub.answer(request).writable();
        FakeResponse newer = poll();
        request.async.error(new IOException("gone"));

        connection.send("one");

        assertCarries(newer, "one");
        assertThat(connection.events).doesNotContain("closed gone");
    }

    @Test
    void otherFirstPollAtTheSameTimeIsAConflict() throws IOException {
        hub.gateway.add("claimed").claimedFor = TransportType.LONG_POLLING;

        HubServletTest.assertText(hub.answer(FakeRequest.of("GET", "/chat?id=claimed")), 409, "");
    }

    @Test
    void longBodyIsHandedOverInPieces() throws IOException {
        String text = "x".repeat(40_000);

        assertThat(hub.answer(FakeRequest.of("POST", "/chat?id=known").body(text))
                        .status())
                .isEqualTo(200);

        assertThat(connection.events).hasSize(5).allMatch(event -> event.length() <= 16 * 1024 + "received ".length());
        assertThat(connection.events.stream().mapToInt(String::length).sum())
                .isEqualTo("opened".length() + "renewed nobody".length() + 3 * "received ".length() + 40_000);
    }

    @Test
    void bodyThatBreaksOffIsABadRequest() throws IOException {
        FakeBody broken = FakeBody.cutOff("hello", 10);

        HubServletTest.assertText(
                hub.answer(FakeRequest.of("POST", "/chat?id=known").body(broken)), 400, "");
    }

    @Test
    void postThatEndsItsConnectionIsTakenAndTheEndToldAfterwards() throws IOException {
        connection.onReceived = () -> {
            connection.transport().close(CloseStatus.NORMAL);
            connection.transport().close(CloseStatus.NORMAL);
            connection.events.add("handled");
        };

        HubServletTest.assertText(
                hub.answer(FakeRequest.of("POST", "/chat?id=known").body("bye")), 200, "");
        assertThat(connection.events)
                .containsExactly("opened", "renewed nobody", "received bye", "handled", "closed null");
    }

    @Test
    void restOfABodyFindsNoConnectionThatHasEnded() throws IOException {
        connection.onReceived = () -> {
            connection.transport().close(CloseStatus.NORMAL);
            connection.transport().close(CloseStatus.NORMAL);
        };

        HubServletTest.assertText(
                hub.answer(FakeRequest.of("POST", "/chat?id=known").body("x".repeat(20_000))),
                404,
                "No Connection with that ID");
    }
}
