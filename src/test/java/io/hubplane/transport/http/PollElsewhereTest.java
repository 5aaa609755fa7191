package io.hubplane.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.transport.AnswerOutcome;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How the node that owns the connection answers polls that came to another node: nothing is lost and nothing doubled.
 */
class PollElsewhereTest {
    private static final RequestInfo REQUEST =
            new RequestInfo(Map.of(), Map.of(), Map.of(), Identity.ANONYMOUS, "192.0.2.7");

    private final HubServer hub = new HubServer();
    private final FakeGateway.Connection connection = hub.gateway.add("mine");
    private final CompletableFuture<Void> recalled = new CompletableFuture<>();

    @BeforeEach
    void open() {
        hub.servlet();
        assertThat(poll()).isCompleted();
    }

    private CompletableFuture<ForwardedAnswer> poll() {
        return poll(new CompletableFuture<>());
    }

    private CompletableFuture<ForwardedAnswer> poll(CompletableFuture<Void> recall) {
        return Objects.requireNonNull(hub.gateway.servesForwarded)
                .apply(new ForwardedRequest("GET", "mine", REQUEST, new byte[0], Duration.ZERO, recall))
                .toCompletableFuture();
    }

    private FakeResponse pollHere() throws IOException {
        FakeResponse response = hub.answer(FakeRequest.of("GET", "/chat?id=mine"));
        response.writable();
        return response;
    }

    private static void assertCarries(CompletableFuture<ForwardedAnswer> answer, String body) {
        assertThat(answer)
                .isCompletedWithValueMatching(
                        given -> given.status() == 200 && new String(given.body(), StandardCharsets.UTF_8).equals(body),
                        body);
    }

    private static void assertOver(CompletableFuture<ForwardedAnswer> answer) {
        assertThat(answer).isCompletedWithValueMatching(given -> given.status() == 204, "is over");
    }

    private long told(String event) {
        return connection.events.stream().filter(event::equals).count();
    }

    @Test
    void aBatchHasLeftWhenTheOtherNodeHasWrittenIt() {
        CompletableFuture<ForwardedAnswer> poll = poll();
        connection.send("one");
        assertCarries(poll, "one");
        assertThat(told("sent null")).isZero();

        poll.join().end(AnswerOutcome.WRITTEN);

        assertThat(told("sent null")).isEqualTo(1);
        connection.send("two");
        assertCarries(poll(), "two");
    }

    @Test
    void aBatchOfWhichNothingWasWrittenIsWhatTheNextPollTakes() throws IOException {
        CompletableFuture<ForwardedAnswer> poll = poll();
        connection.send("one");
        poll.join().end(AnswerOutcome.NOT_BEGUN);
        assertThat(told("sent null")).isZero();

        assertThat(pollHere().body()).isEqualTo("one");
        assertThat(told("sent null")).isEqualTo(1);
    }

    @Test
    void aBatchThatWaitedForAPollIsKeptAsWell() {
        connection.send("one");
        CompletableFuture<ForwardedAnswer> first = poll();
        assertCarries(first, "one");
        first.join().end(AnswerOutcome.NOT_BEGUN);
        CompletableFuture<ForwardedAnswer> second = poll();
        assertCarries(second, "one");
        assertThat(told("sent null")).isZero();

        second.join().end(AnswerOutcome.WRITTEN);

        assertThat(told("sent null")).isEqualTo(1);
    }

    @Test
    void aPollThatIsHereBeforeTheConfirmationWaitsForIt() {
        CompletableFuture<ForwardedAnswer> first = poll();
        connection.send("one");
        CompletableFuture<ForwardedAnswer> second = poll();
        assertThat(second).isNotDone();

        first.join().end(AnswerOutcome.NOT_BEGUN);
        assertCarries(second, "one");
        CompletableFuture<ForwardedAnswer> third = poll();
        second.join().end(AnswerOutcome.WRITTEN);
        connection.send("two");

        assertCarries(third, "two");
    }

    @Test
    void aPollThatReplacesTheOneThatWaitsForAConfirmationTakesItsPlace() {
        CompletableFuture<ForwardedAnswer> first = poll();
        connection.send("one");
        CompletableFuture<ForwardedAnswer> second = poll();
        CompletableFuture<ForwardedAnswer> third = poll();
        assertOver(second);

        first.join().end(AnswerOutcome.NOT_BEGUN);

        assertCarries(third, "one");
    }

    @Test
    void aClientThatMayHaveItsMessagesOrNotLosesItsConnection() {
        CompletableFuture<ForwardedAnswer> first = poll();
        connection.send("one");
        CompletableFuture<ForwardedAnswer> second = poll();

        first.join().end(AnswerOutcome.UNKNOWN);

        assertOver(second);
        String unknown = "It is unknown whether the client has the messages that another node wrote";
        assertThat(connection.events).endsWith("closed " + unknown, "sent " + unknown);
        assertThat(poll()).isCompletedWithValueMatching(given -> given.status() == 404);
    }

    @Test
    void theEndIsToldWhenTheLastMessagesAreConfirmed() {
        CompletableFuture<ForwardedAnswer> first = poll();
        connection.send("last");
        connection.transport().close(CloseStatus.NORMAL);
        CompletableFuture<ForwardedAnswer> second = poll();
        assertThat(second).isNotDone();

        first.join().end(AnswerOutcome.WRITTEN);

        assertOver(second);
        assertThat(connection.events).endsWith("sent null", "closed null");
    }

    @Test
    void lastMessagesOfWhichNothingWasWrittenLeaveBeforeTheEndIsTold() {
        CompletableFuture<ForwardedAnswer> first = poll();
        connection.send("last");
        CompletableFuture<ForwardedAnswer> second = poll();
        connection.transport().close(CloseStatus.NORMAL);
        assertThat(second).isNotDone();

        first.join().end(AnswerOutcome.NOT_BEGUN);

        assertCarries(second, "last");
        CompletableFuture<ForwardedAnswer> third = poll();
        assertThat(third).isNotDone();
        second.join().end(AnswerOutcome.WRITTEN);
        assertOver(third);
        assertThat(connection.events).endsWith("sent null", "closed null");
    }

    @Test
    void whenNobodyPollsTheEndWaitsForThePollAfterTheConfirmation() {
        CompletableFuture<ForwardedAnswer> first = poll();
        connection.send("last");
        connection.transport().close(CloseStatus.NORMAL);
        first.join().end(AnswerOutcome.WRITTEN);
        assertThat(told("closed null")).isZero();

        assertOver(poll());
        assertThat(told("closed null")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void afterTheEndAConfirmationChangesNothing(AnswerOutcome outcome) throws IOException {
        CompletableFuture<ForwardedAnswer> first = poll();
        connection.send("one");
        hub.answer(FakeRequest.of("DELETE", "/chat?id=mine"));
        assertThat(connection.events).endsWith("closed null", "sent The client no longer polls");
        int before = connection.events.size();

        first.join().end(outcome);

        assertThat(connection.events).hasSize(before);
    }

    @Test
    void aSecondCloseWaitsForNoConfirmation() {
        CompletableFuture<ForwardedAnswer> poll = poll();
        connection.send("one");
        assertCarries(poll, "one");
        connection.transport().close(CloseStatus.NORMAL);
        connection.transport().close(CloseStatus.NORMAL);

        assertThat(connection.events).endsWith("closed null", "sent The client no longer polls");
    }

    @Test
    void aPollThatIsRecalledIsAnsweredAtOnceAndTakesNothing() {
        CompletableFuture<ForwardedAnswer> poll = poll(recalled);
        recalled.complete(null);
        assertCarries(poll, "");

        connection.send("one");

        assertCarries(poll(), "one");
    }

    @Test
    void aPollThatIsRecalledBeforeItIsLookedAtIsAnsweredAtOnce() {
        recalled.complete(null);

        assertCarries(poll(recalled), "");
    }

    @Test
    void aPollThatHasTakenABatchIsNotRecalled() {
        CompletableFuture<ForwardedAnswer> poll = poll(recalled);
        connection.send("one");
        recalled.complete(null);

        assertCarries(poll, "one");
        poll.join().end(AnswerOutcome.WRITTEN);
        assertThat(told("sent null")).isEqualTo(1);
    }

    @Test
    void aRecallOfAPollThatWasReplacedDisturbsNobody() {
        CompletableFuture<ForwardedAnswer> older = poll(recalled);
        CompletableFuture<ForwardedAnswer> newer = poll();
        assertOver(older);
        recalled.complete(null);

        connection.send("one");

        assertCarries(newer, "one");
    }

    @Test
    void aClientThatStaysAwayIsGoneThoughSomethingIsKeptForIt() {
        CompletableFuture<ForwardedAnswer> poll = poll();
        connection.send("one");
        long away = HttpOptions.DEFAULTS.disconnectTimeout().toNanos();
        assertThat(connection.transport().beat(10)).isTrue();
        poll.join().end(AnswerOutcome.NOT_BEGUN);

        assertThat(connection.transport().beat(10 + away)).isFalse();
    }
}
