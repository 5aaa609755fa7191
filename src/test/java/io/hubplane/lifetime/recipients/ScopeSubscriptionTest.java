package io.hubplane.lifetime.recipients;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.Scope;
import io.hubplane.connection.HubConnection;
import io.hubplane.fake.FakeBackplane;
import io.hubplane.fake.FakeTransport;
import io.hubplane.lifetime.HubLifetimeManager;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.lifetime.routing.RoutingMode;
import io.hubplane.protocol.HubMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a node subscribes to which scopes, and what it does when the backplane is slow, unreachable or wrong. */
class ScopeSubscriptionTest {
    private static final HubMessage.Invocation HELLO = HubMessage.Invocation.of("hello");
    private static final String HELLO_JSON = "{\"type\":1,\"target\":\"hello\",\"arguments\":[]}";
    private static final Scope OWN_NODE = Scope.node(TestNode.HUB, FakeBackplane.NODE_ID);

    private final FakeBackplane backplane = new FakeBackplane();
    private final TestNode node = TestNode.on(backplane).build();
    private final HubLifetimeManager manager = node.lifetimeManager;

    private static boolean isDone(CompletionStage<Void> stage) {
        return stage.toCompletableFuture().isDone();
    }

    @Test
    void theNodesOwnScopeIsSubscribedFromStartToClose() {
        assertThat(backplane.subscribed()).containsExactly(OWN_NODE);
        manager.close();

        assertThat(backplane.subscribed()).isEmpty();
    }

    @Test
    void whatIsForAllIsSubscribedWhileThereIsAConnection() {
        TestClient first = node.connect();
        TestClient second = node.connect();
        first.connection().closed(null);
        assertThat(backplane.subscribed()).containsExactly(OWN_NODE, Scope.all(TestNode.HUB));
        second.connection().closed(null);

        assertThat(backplane.takeCalls())
                .containsExactly("subscribe NODE " + FakeBackplane.NODE_ID, "subscribe ALL ", "unsubscribe ALL ");
    }

    @Test
    void aUserIsSubscribedWhileItHasAConnection() {
        TestClient first = node.connect("ann");
        TestClient second = node.connect("ann");
        first.connection().closed(null);
        second.connection().closed(null);

        assertThat(backplane.takeCalls())
                .containsOnlyOnce("subscribe USER ann")
                .containsOnlyOnce("unsubscribe USER ann");
        assertThat(backplane.subscribed()).containsExactly(OWN_NODE);
    }

    @Test
    void aGroupIsSubscribedWhileItHasAMember() {
        TestClient first = node.connect();
        TestClient second = node.connect();
        backplane.takeCalls();
        manager.addToGroup(first.id(), "room");
        manager.addToGroup(second.id(), "room");
        manager.removeFromGroup(first.id(), "room");
        assertThat(backplane.takeCalls()).containsExactly("subscribe GROUP room");
        second.connection().closed(null);

        assertThat(backplane.takeCalls()).containsExactly("unsubscribe GROUP room");
    }

    @Test
    void aConnectionIsReadyWhenItsScopesAreLive() {
        backplane.hold();
        TestClient client = node.connect("ann");
        assertThat(isDone(node.dispatch.of(client).ready)).isFalse();
        backplane.release();

        assertThat(isDone(node.dispatch.of(client).ready)).isTrue();
    }

    @Test
    void theClientIsAnsweredWhenItsScopesAreLive() {
        backplane.hold();
        TestClient client = node.connect("ann");
        manager.send(Recipients.ALL, HELLO);
        assertThat(client.transport().messages()).isEmpty();
        backplane.release();

        assertThat(client.transport().messages()).containsExactly("{}\u001e", HELLO_JSON + "\u001e");
        manager.send(Recipients.ALL, HELLO);
        assertThat(client.messages()).hasSize(2);
    }

    @Test
    void theClientIsAnsweredAtOnceWhereItsScopesAreLiveAlready() {
        node.connect("ann");
        backplane.hold();
        TestClient second = node.connect("ann");

        assertThat(second.transport().messages()).containsExactly("{}\u001e");
    }

    @Test
    void aBackplaneThatHangsKeepsNoClientWaiting() {
        backplane.hold();
        TestClient client = node.connect("ann");
        node.pass(Duration.ofMillis(900));
        assertThat(client.transport().messages()).isEmpty();
        node.pass(Duration.ofMillis(100));

        assertThat(client.transport().messages()).containsExactly("{}\u001e");
        assertThat(isDone(node.dispatch.of(client).ready)).isTrue();
        backplane.release();
        assertThat(client.transport().messages()).hasSize(1);
    }

    @Test
    void nothingFollowsALateAnswerBeforeTheClientHasHadTimeToCount() {
        backplane.hold();
        TestClient client = node.shakeHandsStateful(new FakeTransport());
        manager.send(Recipients.ALL, HELLO);
        node.pass(Duration.ofSeconds(6)); // the first heartbeat after that, which ends the wait, is late itself
        node.pass(Duration.ofSeconds(5));
        assertThat(client.transport().messages()).containsExactly("{}\u001e");
        node.pass(Duration.ofSeconds(1));

        assertThat(client.messages()).containsExactly(HELLO_JSON);
    }

    @Test
    void aClientThatCannotBeSubscribedForIsAnsweredAllTheSame() {
        backplane.hold();
        TestClient client = node.connect("ann");
        backplane.fail(new BackplaneException("refused"));

        assertThat(client.transport().messages()).startsWith("{}\u001e");
        assertThat(node.dispatch.of(client).ready.toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void theEndOfAConnectionDoesNotWaitForItsScopes() {
        backplane.hold();
        TestClient client = node.connect("ann");
        node.dispatch.connection(client).abort();

        assertThat(client.transport().messages()).hasSize(2).startsWith("{}\u001e");
        assertThat(client.transport().closes()).isNotEmpty();
        backplane.release();
        assertThat(client.transport().messages()).hasSize(2);
    }

    @Test
    void everyJoinCompletesWhenTheGroupsSubscriptionIsLive() {
        TestClient first = node.connect();
        TestClient second = node.connect();
        backplane.hold();
        CompletionStage<Void> firstJoin = manager.addToGroup(first.id(), "room");
        CompletionStage<Void> secondJoin = manager.addToGroup(second.id(), "room");
        assertThat(isDone(firstJoin)).isFalse();
        assertThat(isDone(secondJoin)).isFalse();
        manager.send(Recipients.group("room"), HELLO);
        assertThat(first.messages()).containsExactly(HELLO_JSON); // local delivery does not wait
        backplane.release();

        assertThat(isDone(firstJoin)).isTrue();
        assertThat(isDone(secondJoin)).isTrue();
    }

    @Test
    void aConnectionThatEndsDuringAJoinLeavesNothingBehind() {
        TestClient client = node.connect();
        backplane.hold();
        CompletionStage<Void> join = manager.addToGroup(client.id(), "room");
        client.connection().closed(null);
        backplane.release();

        assertThat(isDone(join)).isTrue();
        assertThat(backplane.subscribed()).containsExactly(OWN_NODE);
        assertThat(TestNode.kept(manager)).isZero();
    }

    @Test
    void aJoinBehindTheEndFails() {
        TestClient client = node.connect();
        HubConnection connection = node.dispatch.connection(client);
        client.connection().closed(null);
        ScopeTable table = new ScopeTable(name -> Scope.group("other", name), backplane, (scope, message) -> {});

        assertThat(connection.join("room", name -> table.join(name, connection)).toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(table.size()).isZero();
    }

    @Test
    void aFailedSubscriptionFailsTheJoinAndIsTriedAgainByTheNext() {
        TestClient client = node.connect();
        FakeBackplane away = new FakeBackplane();
        ScopeTable table = new ScopeTable(name -> Scope.group("other", name), away, (scope, message) -> {});
        away.hold();
        CompletionStage<Void> join = table.join("room", node.dispatch.connection(client));
        away.fail(new BackplaneException("closed"));
        assertThat(join.toCompletableFuture()).isCompletedExceptionally();
        away.unsubscribe(Scope.group("other", "room"));

        assertThat(table.join("room", node.dispatch.connection(client)).toCompletableFuture())
                .isCompletedWithValue(null);
    }

    @Test
    void racingJoinsAndLeavesEndWithTheSubscriptionTheMembersNeed() throws Exception {
        List<TestClient> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(node.connect());
        }
        CyclicBarrier start = new CyclicBarrier(clients.size());
        List<Thread> threads = new ArrayList<>();
        for (TestClient client : clients) {
            threads.add(new Thread(() -> {
                try {
                    start.await(10, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                for (int i = 0; i < 2000; i++) {
                    manager.addToGroup(client.id(), "room");
                    manager.removeFromGroup(client.id(), "room");
                }
                manager.addToGroup(client.id(), "room");
                if (!client.equals(clients.get(0))) {
                    client.connection().closed(null);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join(20_000);
        }
        // The fake itself refuses to subscribe twice, or to unsubscribe what is not subscribed.
        assertThat(backplane.subscribed()).contains(Scope.group(TestNode.HUB, "room"));
        clients.get(0).connection().closed(null);

        assertThat(backplane.subscribed()).containsExactly(OWN_NODE);
        assertThat(TestNode.kept(manager)).isZero();
    }

    @Test
    void connectionsThatEndWhileTheyJoinLeaveNothingBehind() throws Exception {
        for (int i = 0; i < 300; i++) {
            TestClient client = node.connect();
            CyclicBarrier start = new CyclicBarrier(2);
            Thread joining = new Thread(() -> {
                try {
                    start.await(10, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                for (int group = 0; group < 20; group++) {
                    manager.addToGroup(client.id(), "room" + group);
                }
            });
            joining.start();
            start.await(10, TimeUnit.SECONDS);
            client.connection().closed(null);
            joining.join(10_000);
        }

        assertThat(backplane.subscribed()).containsExactly(OWN_NODE);
        assertThat(TestNode.kept(manager)).isZero();
    }

    @Test
    void aFanOutWhileConnectionsComeAndGoReachesThoseThatStay() throws Exception {
        List<TestClient> staying = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            TestClient client = node.connect();
            manager.addToGroup(client.id(), "room");
            staying.add(client);
        }
        Thread churn = new Thread(() -> {
            for (int i = 0; i < 500; i++) {
                TestClient client = node.connect();
                manager.addToGroup(client.id(), "room");
                client.connection().closed(null);
            }
        });
        churn.start();
        for (int i = 0; i < 200; i++) {
            manager.send(Recipients.group("room"), HubMessage.Invocation.of("m"));
            manager.send(Recipients.ALL, HubMessage.Invocation.of("m"));
        }
        churn.join(20_000);

        assertThat(staying).allSatisfy(client -> assertThat(client.messages()).hasSize(400));
        assertThat(node.connections.statistics().clients()).isEqualTo(40);
    }

    @Test
    void aFailedPublishFailsTheSendAndNotTheDelivery() {
        TestClient client = node.connect("ann");
        manager.addToGroup(client.id(), "room");
        backplane.answerPublishes(CompletableFuture.failedFuture(new BackplaneException("away")));

        assertThat(manager.send(Recipients.ALL, HELLO).toCompletableFuture()).isCompletedExceptionally();
        assertThat(manager.send(Recipients.user("ann"), HELLO).toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(manager.send(new Recipients.Groups(List.of("room", "hall"), List.of()), HELLO)
                        .toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(client.messages()).containsExactly(HELLO_JSON, HELLO_JSON, HELLO_JSON);
    }

    @Test
    void whatIsForLocalConnectionsDoesNotGoThroughTheBackplane() {
        TestClient client = node.connect();
        backplane.takeCalls();
        manager.send(new Recipients.Connections(List.of(client.id(), "unknown")), HELLO);

        assertThat(backplane.takeCalls()).isEmpty();
        assertThat(client.messages()).containsExactly(HELLO_JSON);
    }

    @Test
    void aGroupCommandNoNodeReceivesFailsAtOnce() {
        CompletableFuture<Boolean> no = CompletableFuture.completedFuture(false);
        backplane.answerQuestions(List.of(no, no));

        assertThat(manager.addToGroup("deadnode0000.AAAAAAAAAAAAAAAAAAAAAA", "room")
                        .toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("Connection 'deadnode0000.AAAAAAAAAAAAAAAAAAAAAA' does not exist.");
    }

    @Test
    void aGroupCommandForAnIdOfNoNodeFailsWithoutThePublish() {
        backplane.takeCalls();

        assertThat(manager.addToGroup("unknown", "room").toCompletableFuture()).isCompletedExceptionally();
        assertThat(manager.removeFromGroup(FakeBackplane.NODE_ID + ".AAAAAAAAAAAAAAAAAAAAAA", "room")
                        .toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(backplane.takeCalls()).isEmpty();
    }

    @Test
    void aGroupCommandThatCannotBePublishedFailsWithItsCause() {
        backplane.answerPublishes(CompletableFuture.failedFuture(new BackplaneException("away")));

        assertThat(manager.addToGroup("deadnode0000.AAAAAAAAAAAAAAAAAAAAAA", "room")
                        .toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("away");
        assertThat(TestNode.kept(manager)).isZero();
    }

    @Test
    void aNodeThatDoesNotAnswerInTimeIsNamed() {
        String id = "deafnode0000.AAAAAAAAAAAAAAAAAAAAAA";
        CompletionStage<Void> stage = manager.addToGroup(id, "room");
        node.pass(TestNode.ACKNOWLEDGEMENT_TIMEOUT);
        assertThat(isDone(stage)).isFalse();
        node.pass(Duration.ofSeconds(1));

        assertThat(stage.toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("connection '" + id + "'")
                .withMessageContaining("node 'deafnode0000'")
                .withMessageContaining("hubplane.backplane.acknowledgement-timeout");
        assertThat(TestNode.kept(manager)).isZero();
    }

    @Test
    void closingFailsTheCommandsThatWait() {
        CompletionStage<Void> stage = manager.addToGroup("deafnode0000.AAAAAAAAAAAAAAAAAAAAAA", "room");
        manager.close();

        assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void malformedMessagesAreDroppedAndTheNextIsTaken() {
        TestClient client = node.connect();
        backplane.receive(Scope.all(TestNode.HUB), new byte[] {1, 2, 3});
        backplane.receive(OWN_NODE, new byte[0]);
        backplane.receive(
                Scope.all(TestNode.HUB),
                BackplaneCodec.encode(BackplaneMessage.Send.of(
                        List.of(), Map.of("json", (HELLO_JSON + "\u001e").getBytes(StandardCharsets.UTF_8)))));

        assertThat(client.messages()).containsExactly(HELLO_JSON);
    }

    @Test
    void aMessageWithoutTheClientsProtocolIsSkipped() {
        TestClient client = node.connect();
        backplane.receive(
                Scope.all(TestNode.HUB),
                BackplaneCodec.encode(BackplaneMessage.Send.of(List.of(), Map.of("other", new byte[] {1}))));

        assertThat(client.messages()).isEmpty();
        assertThat(node.dispatch.connection(client).isOpen()).isTrue();
    }

    @Test
    void everyConnectionHasAChannelWhenSharingWithAspNetCore() {
        FakeBackplane shared = new FakeBackplane();
        TestNode interop = TestNode.on(shared).routing(RoutingMode.ASPNETCORE).build();
        List<Scope> permanent = shared.subscribed();
        assertThat(permanent)
                .extracting(Scope::kind)
                .containsExactly(Scope.Kind.GROUP_COMMANDS, Scope.Kind.ACKNOWLEDGEMENTS, Scope.Kind.CLIENT_RESULTS);
        TestClient client = interop.connect();
        assertThat(shared.subscribed()).contains(new Scope(Scope.Kind.CONNECTION, TestNode.HUB, client.id()));
        client.connection().closed(null);
        assertThat(shared.subscribed()).isEqualTo(permanent);
        interop.lifetimeManager.close();

        assertThat(shared.subscribed()).isEmpty();
    }
}
