package io.hubplane.lifetime.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneMessage.Confirmation;
import io.hubplane.backplane.BackplaneMessage.ForwardedAnswerOutcome;
import io.hubplane.backplane.BackplaneMessage.ForwardedHttpAnswer;
import io.hubplane.backplane.BackplaneMessage.ForwardedHttpRequest;
import io.hubplane.backplane.BackplaneMessage.Outcome;
import io.hubplane.backplane.BackplaneMessage.PollRecall;
import io.hubplane.backplane.LocalBackplane;
import io.hubplane.backplane.Scope;
import io.hubplane.connection.ConnectionOptions;
import io.hubplane.fake.FakeBackplane;
import io.hubplane.fake.ManualExecutor;
import io.hubplane.lifetime.TestNode;
import io.hubplane.transport.AnswerOutcome;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * How the owner of a connection learns whether another node has written an answer, and that the answer is needed at
 * once.
 */
class AnswerConfirmationsTest {
    private static final Scope OWN = Scope.node(TestNode.HUB, FakeBackplane.NODE_ID);
    private static final byte[] MESSAGES = {42};

    private final LocalBackplane.Exchange exchange = new LocalBackplane.Exchange();
    private final TestNode node = TestNode.on(new LocalBackplane(exchange)).build();
    private final TestNode owner = TestNode.on(new LocalBackplane(exchange)).build();
    private final List<AnswerOutcome> outcomes = new ArrayList<>();
    private final List<ForwardedRequest> handled = new ArrayList<>();
    private CompletableFuture<ForwardedAnswer> outcome = new CompletableFuture<>();

    private CompletionStage<ForwardedAnswer> handle(ForwardedRequest request) {
        handled.add(request);
        return outcome;
    }

    private ForwardedAnswer messages() {
        return new ForwardedAnswer(200, "application/octet-stream", MESSAGES, outcomes::add);
    }

    private ForwardedRequest request(CompletableFuture<Void> recalled) {
        String token = owner.negotiate(null).token();
        return new ForwardedRequest("GET", token, TestNode.request(), new byte[0], Duration.ofSeconds(90), recalled);
    }

    private CompletableFuture<ForwardedAnswer> poll() {
        return poll(new CompletableFuture<>());
    }

    private CompletableFuture<ForwardedAnswer> poll(CompletableFuture<Void> recalled) {
        owner.connections.serveForwarded(this::handle);
        return node.connections.forward(request(recalled)).orElseThrow().toCompletableFuture();
    }

    private void assertNothingLeft() {
        assertThat(TestNode.kept(node.lifetimeManager) + TestNode.kept(owner.lifetimeManager))
                .isZero();
    }

    @Test
    void theOwnerIsToldWhatBecameOfItsAnswer() {
        for (AnswerOutcome each : AnswerOutcome.values()) {
            outcome = new CompletableFuture<>();
            CompletableFuture<ForwardedAnswer> poll = poll();
            outcome.complete(messages());
            assertThat(outcomes).isEmpty();

            poll.join().end(each);

            assertThat(outcomes).containsExactly(each);
            outcomes.clear();
        }
        assertNothingLeft();
    }

    @Test
    void anAnswerThatNobodyWaitsForAnyMoreIsNotBegun() {
        CompletableFuture<ForwardedAnswer> poll = poll();
        node.pass(Duration.ofSeconds(101));
        assertThat(poll).isCompletedExceptionally();

        outcome.complete(messages());

        assertThat(outcomes).containsExactly(AnswerOutcome.NOT_BEGUN);
        assertNothingLeft();
    }

    @Test
    void anAnswerThatReachesNoNodeIsNotBegun() {
        CompletableFuture<ForwardedAnswer> unused = poll();
        node.lifetimeManager.close();

        outcome.complete(messages());

        assertThat(outcomes).containsExactly(AnswerOutcome.NOT_BEGUN);
        assertNothingLeft();
    }

    @Test
    void anAnswerThatIsNotConfirmedInTimeIsUnknown() {
        CompletableFuture<ForwardedAnswer> poll = poll();
        outcome.complete(messages());
        owner.pass(TestNode.ACKNOWLEDGEMENT_TIMEOUT.plus(
                ConnectionOptions.DEFAULTS.timeouts().transportSendTimeout()));
        assertThat(outcomes).isEmpty();

        owner.pass(Duration.ofSeconds(1));

        assertThat(outcomes).containsExactly(AnswerOutcome.UNKNOWN);
        poll.join().end(AnswerOutcome.WRITTEN);
        assertThat(outcomes).hasSize(1);
        assertNothingLeft();
    }

    @Test
    void anAnswerWhoseNodeIsGoneIsUnknownLongBeforeItsTime() {
        LocalBackplane away = new LocalBackplane(exchange);
        TestNode asking = TestNode.on(away).build();
        owner.connections.serveForwarded(this::handle);
        asking.connections.forward(request(new CompletableFuture<>()));
        outcome.complete(messages());
        owner.pass(Duration.ofSeconds(3));
        away.close();
        owner.pass(Duration.ofSeconds(3));
        assertThat(outcomes).isEmpty();

        owner.pass(Duration.ofSeconds(3));

        assertThat(outcomes).containsExactly(AnswerOutcome.UNKNOWN);
    }

    @Test
    void whatANodeThatGoesHasNotHadConfirmedIsUnknown() {
        CompletableFuture<ForwardedAnswer> poll = poll();
        outcome.complete(messages());

        owner.lifetimeManager.close();

        assertThat(outcomes).containsExactly(AnswerOutcome.UNKNOWN);
        poll.join().end(AnswerOutcome.WRITTEN);
        assertThat(outcomes).hasSize(1);
    }

    @Test
    void anAnswerThatIsNotPassedOnIsNotToBeConfirmed() {
        CompletableFuture<ForwardedAnswer> poll = poll();
        outcome.complete(new ForwardedAnswer(204, "", new byte[0]));

        assertThat(poll.join().ended()).isNull();
        assertNothingLeft();
    }

    @Test
    void aPollWhoseClientIsGoneIsRecalledFromTheOwner() {
        CompletableFuture<Void> recalled = new CompletableFuture<>();
        assertThat(poll(recalled)).isNotDone();
        assertThat(handled.get(0).recalled()).isNotDone();

        recalled.complete(null);

        assertThat(handled.get(0).recalled()).isCompleted();
    }

    @Test
    void aRecallThatOvertakesThePollInTheOwnerCounts() {
        ManualExecutor executor = new ManualExecutor();
        TestNode slow =
                TestNode.on(new LocalBackplane(exchange)).executor(executor).build();
        slow.connections.serveForwarded(this::handle);
        CompletableFuture<Void> recalled = new CompletableFuture<>();
        node.connections.forward(new ForwardedRequest(
                "GET", slow.negotiate(null).token(), TestNode.request(), new byte[0], Duration.ZERO, recalled));
        recalled.complete(null);

        executor.runAll();

        assertThat(handled.get(0).recalled()).isCompleted();
    }

    @Test
    void aNodeThatGoesHasItsPollsAnsweredAndForwardsNoMore() {
        CompletableFuture<ForwardedAnswer> poll = poll();
        CompletionStage<Void> all = node.lifetimeManager.recallForwarded();
        assertThat(handled.get(0).recalled()).isCompleted();
        assertThat(all.toCompletableFuture()).isNotDone();

        outcome.complete(new ForwardedAnswer(200, "text/plain", new byte[0]));

        assertThat(poll).isCompletedWithValueMatching(answer -> answer.status() == 200);
        assertThat(all.toCompletableFuture()).isCompleted();
        assertThat(poll()).isCompletedWithValueMatching(answer -> answer.status() == 503);
        assertThat(handled).hasSize(1);
        assertNothingLeft();
    }

    @Test
    void theEndOfItsConnectionsWaitsForThePollsOfANodeThatGoes() {
        assertThat(poll()).isNotDone();
        CompletionStage<Void> recalled = handled.get(0).recalled();
        recalled.thenRun(() -> outcome.complete(new ForwardedAnswer(200, "text/plain", new byte[0])));

        node.connections.close();

        assertThat(outcome).isCompleted();
    }

    private static ForwardedHttpRequest foreign(boolean confirms) {
        return new ForwardedHttpRequest(7, "N", "GET", new byte[16], null, Set.of(), null, "A", new byte[0], confirms);
    }

    private static BackplaneMessage last(FakeBackplane transport) {
        List<byte[]> published = transport.published();
        return BackplaneCodec.decode(Scope.Kind.NODE, published.get(published.size() - 1));
    }

    @Test
    void anAnswerThatCannotBeSentIsUnknown() {
        FakeBackplane transport = new FakeBackplane();
        TestNode away = TestNode.on(transport).build();
        away.connections.serveForwarded(this::handle);
        transport.receive(OWN, BackplaneCodec.encodeForNode(foreign(true)));
        transport.answerPublishes(CompletableFuture.failedFuture(new BackplaneException("Redis is away")));

        outcome.complete(messages());

        assertThat(outcomes).containsExactly(AnswerOutcome.UNKNOWN);
    }

    @Test
    void anAnswerToANodeThatConfirmsNothingCountsAsWritten() {
        FakeBackplane transport = new FakeBackplane();
        TestNode newer = TestNode.on(transport).build();
        newer.connections.serveForwarded(this::handle);
        transport.receive(OWN, BackplaneCodec.encodeForNode(foreign(false)));

        outcome.complete(messages());

        assertThat(outcomes).containsExactly(AnswerOutcome.WRITTEN);
        assertThat(((ForwardedHttpAnswer) last(transport)).confirmation()).isNull();
        assertThat(TestNode.kept(newer.lifetimeManager)).isZero();
    }

    @Test
    void anAnswerThatNobodyHasAskedForIsConfirmedAsNotBegun() {
        FakeBackplane transport = new FakeBackplane();
        TestNode.on(transport).build();

        transport.receive(
                OWN,
                BackplaneCodec.encodeForNode(new ForwardedHttpAnswer(9, 200, "", MESSAGES, new Confirmation("N", 3))));

        assertThat(last(transport)).isEqualTo(new ForwardedAnswerOutcome(3, Outcome.NOT_BEGUN));
    }

    @Test
    void confirmationsAndRecallsOfNothingAreDropped() {
        FakeBackplane transport = new FakeBackplane();
        TestNode quiet = TestNode.on(transport).build();
        transport.takeCalls();

        transport.receive(OWN, BackplaneCodec.encodeForNode(new ForwardedAnswerOutcome(3, Outcome.WRITTEN)));
        transport.receive(OWN, BackplaneCodec.encodeForNode(new PollRecall("N", 3)));

        assertThat(transport.takeCalls()).isEmpty();
        assertThat(TestNode.kept(Objects.requireNonNull(quiet).lifetimeManager)).isZero();
    }
}
