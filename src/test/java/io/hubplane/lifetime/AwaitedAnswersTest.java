package io.hubplane.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.LocalBackplane;
import io.hubplane.connection.PendingClientResults;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.fake.FakeBackplane;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.lifetime.routing.Capacity;
import io.hubplane.lifetime.routing.RoutingMode;
import io.hubplane.protocol.HubMessage;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What waits on a node while other nodes, or clients, do not answer. */
class AwaitedAnswersTest {
    private static final String ELSEWHERE = "otherNode000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Takes every message; no node ever answers one. */
    private final TestNode node = TestNode.on(new FakeBackplane()).build();

    private CompletableFuture<@Nullable Object> ask(TestNode asking, String connectionId) {
        return asking.lifetimeManager
                .invoke(connectionId, HubMessage.Invocation.of("add"), int.class, TIMEOUT)
                .toCompletableFuture();
    }

    /**
     * Returns how many may wait; checks that the next one fails, and that there is room again when those have been
     * given up.
     */
    private int most(String limit, Class<? extends Exception> failure, Supplier<CompletionStage<?>> next) {
        int taken = 0;
        CompletableFuture<?> last = next.get().toCompletableFuture();
        while (!last.isDone()) {
            taken++;
            assertThat(taken).isLessThanOrEqualTo(Capacity.ANSWERS);
            last = next.get().toCompletableFuture();
        }
        assertThat(last)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(failure)
                .withMessageContaining("was not");
        assertThat(node.observer.events()).contains("limit " + limit);
        assertThat(TestNode.kept(node.lifetimeManager)).isEqualTo(taken);

        node.pass(Duration.ofMinutes(1));
        assertThat(TestNode.kept(node.lifetimeManager)).isZero();
        assertThat(next.get().toCompletableFuture()).isNotDone();
        return taken;
    }

    @Test
    void groupChangesAreBoundedInNumber() {
        assertThat(most(
                        "awaited-group-changes",
                        BackplaneException.class,
                        () -> node.lifetimeManager.addToGroup(ELSEWHERE, "room")))
                .isGreaterThan(50_000);
    }

    @Test
    void groupChangesAreBoundedInBytes() {
        String id = ELSEWHERE + "x".repeat(30_000);

        assertThat(most(
                        "awaited-group-changes",
                        BackplaneException.class,
                        () -> node.lifetimeManager.addToGroup(id, "room")))
                .isBetween(100, Capacity.ANSWER_BYTES / (2 * 30_000));
    }

    @Test
    void questionsToClientsOfOtherNodesAreBoundedInBytes() {
        String id = ELSEWHERE + "x".repeat(30_000);

        assertThat(most("awaited-client-results", ConnectionException.class, () -> ask(node, id)))
                .isBetween(100, Capacity.ANSWER_BYTES / (2 * 30_000));
    }

    @Test
    void aQuestionThatCannotBeEncodedTakesNoCapacity() {
        TestClient client = node.connect();
        int before = TestNode.kept(node.lifetimeManager);
        for (int i = 0; i < PendingClientResults.MOST + 1; i++) {
            try {
                CompletionStage<?> unused = node.lifetimeManager.invoke(
                        client.id(), HubMessage.Invocation.of("add", new Unencodable()), int.class, TIMEOUT);
            } catch (IllegalArgumentException expected) {
                assertThat(TestNode.kept(node.lifetimeManager)).isEqualTo(before);
            }
        }

        assertThat(ask(node, client.id())).isNotDone();
    }

    @Test
    void aClientThatAnswersNothingIsAskedNoMoreAndOthersAre() {
        TestClient silent = node.connect();
        TestClient other = node.connect();
        for (int i = 0; i < PendingClientResults.MOST; i++) {
            assertThat(ask(node, silent.id())).isNotDone();
        }
        assertThat(ask(node, silent.id()))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ConnectionException.class)
                .withMessageContaining("256 open questions");
        assertThat(node.observer.events()).contains("limit unanswered-questions");
        assertThat(ask(node, other.id())).isNotDone();

        node.pass(TIMEOUT.plusSeconds(1));
        assertThat(ask(node, silent.id())).isNotDone();
    }

    @Test
    void questionsOfNodesThatDoNotSayThatTheyHaveGivenUpKeepNobodyFromAsking() {
        LocalBackplane.Exchange exchange = new LocalBackplane.Exchange();
        TestNode owner = TestNode.on(new LocalBackplane(exchange))
                .routing(RoutingMode.ASPNETCORE)
                .build();
        TestNode asking = TestNode.on(new LocalBackplane(exchange))
                .routing(RoutingMode.ASPNETCORE)
                .build();
        TestClient silent = owner.connect();
        for (int i = 0; i < 2 * PendingClientResults.MOST; i++) {
            assertThat(ask(asking, silent.id())).isNotDone();
        }

        assertThat(owner.dispatch.connection(silent).awaited().size()).isEqualTo(PendingClientResults.MOST);
        assertThat(ask(owner, silent.id())).isNotDone();
    }

    @Test
    void forwardedPollsAreBounded() {
        ForwardedRequest poll = new ForwardedRequest("GET", ELSEWHERE, TestNode.request(), new byte[0], Duration.ZERO);
        List<CompletionStage<ForwardedAnswer>> waiting = new ArrayList<>();
        CompletableFuture<ForwardedAnswer> last =
                node.connections.forward(poll).orElseThrow().toCompletableFuture();
        while (!last.isDone() && waiting.size() <= Capacity.ANSWERS) {
            waiting.add(last);
            last = node.connections.forward(poll).orElseThrow().toCompletableFuture();
        }

        assertThat(waiting.size()).isLessThanOrEqualTo(Capacity.ANSWERS);
        assertThat(last).isCompletedWithValueMatching(answer -> answer.status() == 503);
        assertThat(node.observer.events()).contains("limit forwarded-polls");
        ForwardedRequest post = new ForwardedRequest("POST", ELSEWHERE, TestNode.request(), new byte[1], Duration.ZERO);
        assertThat(node.connections.forward(post).orElseThrow().toCompletableFuture())
                .isNotDone();
    }
}
