package io.hubplane.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.concurrent.Stages;
import io.hubplane.connection.ConnectionOptionsFixture;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.outbound.OutboundOptionsFixture;
import io.hubplane.connection.outbound.OverflowPolicy;
import io.hubplane.connection.outbound.SendStage;
import io.hubplane.fake.FakeBackplane;
import io.hubplane.fake.FakeTransport;
import io.hubplane.fake.LogCapture;
import io.hubplane.fake.ManualExecutor;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.protocol.HubMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What it means to await a send; 65,536 bytes may wait for a client, and there is room again below 32,768. */
class BackPressureTest {
    private static final HubMessage.Invocation LONG = HubMessage.Invocation.of("long", "x".repeat(30_000));

    private final TestNode node = TestNode.on(new LocalBackplane()).build();
    private final List<TestClient> clients = new ArrayList<>();

    private TestClient client() {
        TestClient client = node.connect(null, new FakeTransport());
        client.transport().slow();
        clients.add(client);
        return client;
    }

    private CompletionStage<Void> send(TestClient client) {
        return node.lifetimeManager.send(Recipients.connection(client.id()), LONG);
    }

    private CompletionStage<Void> sendToAll() {
        return node.lifetimeManager.send(Recipients.ALL, LONG);
    }

    /** The send after which more than the bound waits; the one before it is being sent. */
    private static CompletionStage<Void> fill(Supplier<CompletionStage<Void>> send) {
        return Stream.generate(send).limit(4).toList().get(3);
    }

    private static boolean isDone(CompletionStage<Void> stage) {
        return stage.toCompletableFuture().isDone();
    }

    @Test
    void aSendIsDoneAtOnceAndForNothingWhileThereIsRoom() {
        TestClient client = client();

        assertThat(send(client) == Stages.done()).isTrue();
        assertThat(sendToAll() == Stages.done()).isTrue();
    }

    @Test
    void aSendToAFullQueueIsDoneWhenThereIsRoomAgain() {
        TestClient client = client();
        CompletionStage<Void> fourth = fill(() -> send(client));
        assertThat(isDone(fourth)).isFalse();
        client.transport().complete(null); // all others leave in the next frame

        assertThat(isDone(fourth)).isTrue();
    }

    @Test
    void aSendToAFullQueueIsDoneWhenItsClientIsGone() {
        TestClient client = client();
        CompletionStage<Void> fourth = fill(() -> send(client));
        client.connection().closed(null);

        assertThat(fourth.toCompletableFuture()).isCompleted();
    }

    @Test
    void whoAwaitsEachSendIsNeverTooFastForAClientThatReads() {
        TestClient client = client();
        CompletableFuture<Void> all = new CompletableFuture<>();
        sendInTurn(client, 100, all);
        while (!all.isDone()) {
            client.transport().complete(null);
        }
        client.transport().speedUp();

        assertThat(client.messages()).hasSize(100);
        assertThat(client.transport().closes()).isEmpty();
    }

    private void sendInTurn(TestClient client, int left, CompletableFuture<Void> all) {
        if (left == 0) {
            all.complete(null);
        } else {
            var unused = send(client).thenRun(() -> sendInTurn(client, left - 1, all));
        }
    }

    @Test
    void oneFullQueueOfTwoHoldsUpNobody() {
        TestClient slow = client();
        client().transport().speedUp();

        assertThat(isDone(fill(this::sendToAll))).isTrue();
        assertThat(isDone(send(slow))).isFalse();
    }

    @Test
    void aSendToManyIsDoneWhenHalfOfThemHaveRoom() {
        for (int i = 0; i < 4; i++) {
            client();
        }
        CompletionStage<Void> sent = fill(this::sendToAll);
        clients.get(3).transport().complete(null);
        assertThat(isDone(sent)).isFalse();
        clients.get(1).transport().complete(null);

        assertThat(isDone(sent)).isTrue();
        clients.forEach(client -> client.transport().speedUp());
        assertThat(clients).allSatisfy(client -> assertThat(client.messages()).hasSize(4));
    }

    @Test
    void aSendToManyIsDoneWhenItIsPublishedToo() {
        FakeBackplane backplane = new FakeBackplane();
        TestNode paired = TestNode.on(backplane).build();
        TestClient client = paired.connect(null, new FakeTransport());
        client.transport().slow();
        CompletableFuture<Void> published = new CompletableFuture<>();
        backplane.answerPublishes(published);
        CompletionStage<Void> sent = fill(() -> paired.lifetimeManager.send(Recipients.ALL, LONG));
        client.transport().complete(null);
        assertThat(isDone(sent)).isFalse();
        published.completeExceptionally(new IllegalStateException("Redis is gone"));

        assertThat(sent.toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void whatDependsOnASendIsNotRunByTheThreadThatMakesRoomButWhoWaitsIsWoken() throws Exception {
        ManualExecutor applications = new ManualExecutor();
        TestNode busy = TestNode.on(new LocalBackplane()).executor(applications).build();
        TestClient client = busy.connect(null, new FakeTransport());
        client.transport().slow();
        CompletionStage<Void> sent = fill(() -> busy.lifetimeManager.send(Recipients.connection(client.id()), LONG));
        applications.runAll(); // flushes the first
        CompletableFuture<Void> next = sent.thenRun(() -> {}).toCompletableFuture();
        assertThat(sent.toCompletableFuture())
                .satisfies(future -> assertThat(waits(future)).isTrue());
        client.transport().speedUp();
        client.connection().closed(null);

        assertThat(waits(sent.toCompletableFuture())).isFalse();
        assertThat(next.isDone()).isFalse();
        applications.runAll();
        assertThat(next).isCompleted();
    }

    private static boolean waits(CompletableFuture<Void> future) throws Exception {
        try {
            future.get(1, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        }
    }

    @Test
    void aConnectionClosedForItsSlownessIsLoggedOnceWithWhatWaited() {
        try (LogCapture log = new LogCapture(HubConnection.class)) {
            TestClient client = client();
            fill(() -> send(client));
            node.ticker.advance(Duration.ofSeconds(4));
            for (int i = 0; i < 100; i++) {
                send(client);
            }

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "WARNING Connection " + client.id() + " of hub chat is closed. The client is too slow: 34"
                                    + " messages of 1021496 bytes wait for it")
                    .contains("hubplane.outbound-queue-bytes");
            assertThat(node.observer.events()).containsOnlyOnce("dropped 35");
        }
    }

    @Test
    void sendsThatNobodyAwaitsArePassedForDoneWhenVeryManyWait() {
        TestNode patient = TestNode.on(new LocalBackplane())
                .options(ConnectionOptionsFixture.with(
                        OutboundOptionsFixture.outbound(OverflowPolicy.DROP_OLDEST, 1024 * 1024, 10_000, 64 * 1024)))
                .build();
        TestClient slow = patient.connect(null, new FakeTransport().slow());
        List<CompletionStage<Void>> sends = Stream.generate(
                        () -> patient.lifetimeManager.send(Recipients.connection(slow.id()), LONG))
                .limit(2L * SendStage.MOST_WAITING)
                .toList();

        assertThat(sends.stream().filter(stage -> !isDone(stage))).hasSize(SendStage.MOST_WAITING);
        assertThat(patient.dispatch.connection(slow).isOpen()).isTrue();
    }
}
