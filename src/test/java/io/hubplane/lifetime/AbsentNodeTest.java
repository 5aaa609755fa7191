package io.hubplane.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneMessage.ForwardedHttpRequest;
import io.hubplane.backplane.Scope;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.fake.FakeBackplane;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.lifetime.routing.RoutingMode;
import io.hubplane.protocol.HubMessage;
import io.hubplane.transport.AnswerOutcome;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import io.hubplane.transport.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a node does that asks another one for something: if the other node exists, if it does not, and if that is
 * unknown.
 */
class AbsentNodeTest {
    private static final String OTHER = "otherNode000";
    private static final String ELSEWHERE = OTHER + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PERIOD = Duration.ofSeconds(3);

    private FakeBackplane backplane = new FakeBackplane();
    private TestNode current = TestNode.on(backplane).build();

    /** What the backplane says about the other node. */
    private enum Known {
        THERE,
        ABSENT,
        UNKNOWN;

        CompletableFuture<Boolean> answer() {
            return this == UNKNOWN
                    ? CompletableFuture.failedFuture(new BackplaneException("Redis does not say"))
                    : CompletableFuture.completedFuture(this == THERE);
        }
    }

    private TestNode node(Known known) {
        return node(known, RoutingMode.NODE);
    }

    private TestNode node(Known known, RoutingMode routing) {
        backplane = new FakeBackplane();
        current = TestNode.on(backplane).routing(routing).build();
        backplane.takeCalls();
        backplane.answerQuestions(List.of(known.answer(), known.answer()));
        return current;
    }

    private void assertFailed(CompletionStage<?> answer, Class<? extends Exception> failure) {
        assertThat(answer.toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(failure);
        assertThat(TestNode.kept(current.lifetimeManager)).isZero();
    }

    /** Checks that a request fails at once if the node is absent, otherwise when its time is over. */
    private void assertWaitsUnlessAbsent(
            CompletionStage<?> answer,
            Known known,
            Class<? extends Exception> absent,
            Duration time,
            Class<? extends Exception> late) {
        if (known == Known.ABSENT) {
            assertFailed(answer, absent);
            return;
        }
        assertThat(answer.toCompletableFuture()).isNotDone();
        current.pass(time.plusSeconds(1));
        assertFailed(answer, late);
    }

    @ParameterizedTest
    @EnumSource(Known.class)
    void aGroupCommandWaitsForAnAnswerUnlessNobodyCanGiveIt(Known known) {
        CompletionStage<Void> added = node(known).lifetimeManager.addToGroup(ELSEWHERE, "room");

        assertWaitsUnlessAbsent(
                added, known, ConnectionException.class, TestNode.ACKNOWLEDGEMENT_TIMEOUT, BackplaneException.class);
    }

    @ParameterizedTest
    @EnumSource(Known.class)
    void aClientResultIsWaitedForUnlessNobodyCanGiveIt(Known known) {
        for (RoutingMode routing : RoutingMode.values()) {
            CompletionStage<?> result = node(known, routing)
                    .lifetimeManager
                    .invoke(ELSEWHERE, HubMessage.Invocation.of("add"), int.class, TIMEOUT);

            assertWaitsUnlessAbsent(result, known, ConnectionException.class, TIMEOUT, TimeoutException.class);
            String scope = routing == RoutingMode.NODE ? "NODE " + OTHER : "CONNECTION " + ELSEWHERE;
            assertThat(backplane.takeCalls()).startsWith("has " + scope, "publish " + scope);
        }
    }

    @ParameterizedTest
    @EnumSource(Known.class)
    void aForwardedRequestWaitsForAnAnswerUnlessNobodyCanGiveIt(Known known) {
        ForwardedRequest post = new ForwardedRequest("POST", ELSEWHERE, TestNode.request(), new byte[0], Duration.ZERO);
        CompletionStage<ForwardedAnswer> answer =
                node(known).connections.forward(post).orElseThrow();

        assertWaitsUnlessAbsent(
                answer, known, TransportException.class, TestNode.ACKNOWLEDGEMENT_TIMEOUT, TimeoutException.class);
    }

    @ParameterizedTest
    @EnumSource(Known.class)
    void anAnswerIsKeptForTheNextPollOnlyIfNobodyCanHaveIt(Known known) {
        List<AnswerOutcome> outcomes = new ArrayList<>();
        TestNode owner = node(known);
        owner.connections.serveForwarded(request -> CompletableFuture.completedFuture(
                new ForwardedAnswer(200, "application/octet-stream", new byte[] {42}, outcomes::add)));

        backplane.receive(
                Scope.node(TestNode.HUB, FakeBackplane.NODE_ID),
                BackplaneCodec.encodeForNode(new ForwardedHttpRequest(
                        1, OTHER, "GET", new byte[32], null, Set.of(), null, "test", new byte[0], true)));

        if (known == Known.ABSENT) {
            assertThat(outcomes).containsExactly(AnswerOutcome.NOT_BEGUN);
        } else {
            assertThat(outcomes).isEmpty();
            owner.pass(Duration.ofMinutes(5));
            assertThat(outcomes).containsExactly(AnswerOutcome.UNKNOWN);
        }
        assertThat(TestNode.kept(owner.lifetimeManager)).isZero();
    }

    @Test
    void whatNeedsNoAnswerAsksNothing() {
        assertThat(node(Known.ABSENT)
                        .lifetimeManager
                        .send(Recipients.connection(ELSEWHERE), HubMessage.Invocation.of("hello"))
                        .toCompletableFuture())
                .isCompleted();
        assertThat(backplane.takeCalls()).containsExactly("publish NODE " + OTHER);
    }

    @Test
    void aCommandThatAllNodesReceiveAsksNothing() {
        assertThat(node(Known.ABSENT, RoutingMode.ASPNETCORE)
                        .lifetimeManager
                        .addToGroup(ELSEWHERE, "room")
                        .toCompletableFuture())
                .isNotDone();
        assertThat(backplane.takeCalls()).containsExactly("publish GROUP_COMMANDS ");
    }

    private CompletableFuture<?> askAndWatch(Known... looks) {
        CompletableFuture<?> answer = node(Known.THERE)
                .lifetimeManager
                .invoke(ELSEWHERE, HubMessage.Invocation.of("add"), int.class, Duration.ofMinutes(5))
                .toCompletableFuture();
        for (Known look : looks) {
            backplane.answerQuestions(List.of(look.answer()));
        }
        for (int i = 0; i <= looks.length; i++) { // the first question finds it, see above
            current.pass(PERIOD);
        }
        return answer;
    }

    @Test
    void aNodeIsGoneThatIsAbsentTwiceInARow() {
        assertThat(askAndWatch(Known.ABSENT, Known.THERE, Known.ABSENT, Known.THERE))
                .isNotDone();
        assertThat(askAndWatch(Known.ABSENT, Known.ABSENT)).isCompletedExceptionally();
    }

    @Test
    void aNodeIsNotGoneOfWhichNothingIsKnown() {
        assertThat(askAndWatch(Known.UNKNOWN, Known.UNKNOWN, Known.UNKNOWN)).isNotDone();
        assertThat(askAndWatch(Known.ABSENT, Known.UNKNOWN, Known.UNKNOWN)).isNotDone();
    }

    @Test
    void watchingPublishesNothing() {
        CompletableFuture<?> answer = askAndWatch(Known.THERE, Known.THERE);

        assertThat(answer).isNotDone();
        assertThat(backplane.takeCalls().stream().filter(call -> call.startsWith("publish")))
                .as("the question alone")
                .hasSize(1);
    }
}
