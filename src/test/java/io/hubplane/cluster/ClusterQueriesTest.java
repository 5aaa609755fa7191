package io.hubplane.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.LocalBackplane;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.fake.ManualExecutor;
import io.hubplane.hub.cluster.ClientConnection;
import io.hubplane.hub.cluster.ClusterAnswer;
import io.hubplane.hub.cluster.ClusterClients;
import io.hubplane.hub.cluster.ClusterPage;
import io.hubplane.hub.cluster.Occupancy;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.observe.HubObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** What a node learns of the others, and does there. */
class ClusterQueriesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LocalBackplane.Exchange exchange = new LocalBackplane.Exchange();
    private final ManualExecutor bobsWork = new ManualExecutor();
    private boolean bobWorks = true;
    private final Member ann = new Member("ann", Runnable::run);
    private final Member bob = new Member("bob", task -> {
        if (bobWorks) {
            task.run();
        } else {
            bobsWork.execute(task);
        }
    });

    private final class Member {
        final List<String> limits = new ArrayList<>();
        final LocalBackplane backplane = new LocalBackplane(exchange);
        final TestNode node = TestNode.on(backplane).build();
        final Membership membership;
        final ClusterQueries queries;
        final ClusterClients clients;

        Member(String name, Executor work) {
            membership = new Membership(backplane, name, "1", Instant.EPOCH, node.heartbeat, HubObserver.NONE);
            HubObserver observer = new HubObserver() {
                @Override
                public void limitReached(String hub, String limit) {
                    limits.add(limit);
                }
            };
            queries = new ClusterQueries(
                    backplane,
                    membership,
                    node.heartbeat,
                    Map.of(TestNode.HUB, node.lifetimeManager),
                    work,
                    Runnable::run,
                    observer);
            queries.start();
            membership.start();
            clients = queries.clients(TestNode.HUB);
        }

        String id() {
            return backplane.nodeId();
        }

        void join(TestClient client, String group) {
            node.lifetimeManager.addToGroup(client.id(), group);
        }
    }

    ClusterQueriesTest() {
        seconds(3);
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            ann.node.pass(SECOND);
            bob.node.pass(SECOND);
        }
    }

    private static <T> T now(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        assertThat(future).as("completed without waiting").isDone();
        return future.join();
    }

    private static <T> T complete(CompletionStage<ClusterAnswer<T>> stage) {
        ClusterAnswer<T> answer = now(stage);
        assertThat(answer.isComplete()).isTrue();
        return answer.value();
    }

    private static void assertThatItFails(CompletionStage<?> stage, Class<? extends Throwable> type, String text) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        assertThat(future).as("completed without waiting").isDone();
        assertThatThrownBy(future::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(type)
                .hasMessageContaining(text);
    }

    @Test
    void connectionsOfAllNodesAreCounted() {
        ann.node.connect();
        ann.node.connect();
        bob.node.connect();
        assertThat(complete(ann.clients.count())).isEqualTo(3);
        assertThat(complete(bob.clients.count())).isEqualTo(3);
    }

    @Test
    void connectionIsListedWithItsNodeAndUser() {
        TestClient eve = bob.node.connect("eve");
        assertThat(complete(ann.clients.list("", 10)))
                .isEqualTo(new ClusterPage<>(
                        List.of(new ClientConnection(eve.id(), bob.id(), Optional.of("eve"), "WebSockets", "json")),
                        Optional.empty()));
    }

    @Test
    void pagesListEverybodyWhoStaysOnce() {
        List<String> staying = new ArrayList<>();
        List<TestClient> leaving = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            staying.add(ann.node.connect().id());
            staying.add(bob.node.connect().id());
            leaving.add(bob.node.connect());
        }
        List<String> listed = new ArrayList<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            ClusterPage<ClientConnection> page = complete(ann.clients.list(next.get(), 7));
            assertThat(page.items()).hasSizeBetween(1, 7);
            page.items().forEach(item -> listed.add(item.connectionId()));
            next = page.next();
            leaving.remove(0).connection().closed(null);
            ann.node.connect();
        }
        assertThat(listed).isSorted().doesNotHaveDuplicates().containsAll(staying);
    }

    @Test
    void membersOfAGroupAreCountedAndListed() {
        TestClient here = ann.node.connect();
        TestClient there = bob.node.connect();
        bob.node.connect();
        ann.join(here, "room");
        bob.join(there, "room");
        assertThat(complete(ann.clients.countInGroup("room"))).isEqualTo(2);
        assertThat(complete(ann.clients.countInGroup("empty"))).isZero();
        assertThat(complete(bob.clients.listInGroup("room", "", 10)).items())
                .extracting(ClientConnection::connectionId)
                .containsExactlyInAnyOrder(here.id(), there.id());
    }

    @Test
    void connectionsOfAUserAreCountedAndListed() {
        TestClient here = ann.node.connect("eve");
        TestClient there = bob.node.connect("eve");
        bob.node.connect("dan");
        assertThat(complete(ann.clients.countOfUser("eve"))).isEqualTo(2);
        assertThat(complete(ann.clients.listOfUser("eve", "", 10)).items())
                .extracting(ClientConnection::connectionId)
                .containsExactlyInAnyOrder(here.id(), there.id());
    }

    @Test
    void groupsAndUsersOfAllNodesAreListedWithTheirNumberOfConnections() {
        ann.join(ann.node.connect("eve"), "both");
        TestClient there = bob.node.connect("eve");
        bob.join(there, "both");
        bob.join(there, "bobs");
        bob.node.connect("dan");
        assertThat(complete(ann.clients.groups("", 10)).items())
                .containsExactly(new Occupancy("bobs", 1), new Occupancy("both", 2));
        assertThat(complete(ann.clients.users("", 1)))
                .isEqualTo(new ClusterPage<>(List.of(new Occupancy("dan", 1)), Optional.of("dan")));
        assertThat(complete(ann.clients.users("dan", 1)))
                .isEqualTo(new ClusterPage<>(List.of(new Occupancy("eve", 2)), Optional.empty()));
    }

    @Test
    void groupsOfAConnectionAreListedOnAnyNode() {
        TestClient client = bob.node.connect();
        bob.join(client, "one");
        bob.join(client, "two");
        ClusterPage<String> first = new ClusterPage<>(List.of("one"), Optional.of("one"));
        assertThat(now(ann.clients.groupsOf(client.id(), "", 1))).isEqualTo(first);
        assertThat(now(bob.clients.groupsOf(client.id(), "", 1))).isEqualTo(first);
        assertThat(now(ann.clients.groupsOf(client.id(), "one", 1)))
                .isEqualTo(new ClusterPage<>(List.of("two"), Optional.empty()));
    }

    @Test
    void connectionThatExistsNowhereIsAnErrorAtOnce() {
        TestClient gone = bob.node.connect();
        gone.connection().closed(null);
        for (String id : List.of(gone.id(), "made-up", ann.id() + ".x", bob.id() + ".x", "NoSuchNode12.x")) {
            assertThatItFails(
                    ann.clients.groupsOf(id, "", 1), ConnectionException.class, "'" + id + "' does not exist");
            assertThatItFails(ann.clients.disconnect(id, "bye"), ConnectionException.class, "does not exist");
        }
    }

    @Test
    void silentNodeIsNamedAndKeepsNobodyWaiting() {
        ann.node.connect();
        bob.node.connect();
        bobWorks = false;
        CompletableFuture<ClusterAnswer<Long>> asked = ann.clients.count().toCompletableFuture();
        seconds(1);
        assertThat(asked).isNotDone();
        seconds(1);
        assertThat(now(asked)).isEqualTo(new ClusterAnswer<>(1L, List.of(bob.id())));
        bobsWork.runAll();
        bobWorks = true;
        assertThat(complete(bob.clients.count()))
                .as("the late answer changes nothing")
                .isEqualTo(2);
    }

    @Test
    void nodeThatGoesWhileItIsAskedIsSilentAtOnce() {
        bobWorks = false;
        CompletableFuture<ClusterAnswer<Long>> asked = ann.clients.count().toCompletableFuture();
        bob.membership.close();
        assertThat(now(asked)).isEqualTo(new ClusterAnswer<>(0L, List.of(bob.id())));
        assertThat(complete(ann.clients.count())).as("and asked no more").isZero();
    }

    @Test
    void nodeThatNobodyCanReachIsSilentAtOnce() {
        bob.queries.close();
        assertThat(now(ann.clients.count())).isEqualTo(new ClusterAnswer<>(0L, List.of(bob.id())));
    }

    @Test
    void whetherASilentNodeHasCarriedOutACommandIsUnknown() {
        TestClient client = bob.node.connect();
        bobWorks = false;
        CompletableFuture<Void> asked =
                ann.clients.disconnect(client.id(), "bye").toCompletableFuture();
        seconds(2);
        assertThatItFails(asked, BackplaneException.class, "unknown whether");
    }

    @Test
    void connectionOfAnyNodeIsDisconnectedAndToldTheReason() {
        TestClient there = bob.node.connect();
        TestClient here = ann.node.connect();
        now(ann.clients.disconnect(there.id(), "because"));
        now(ann.clients.disconnect(here.id(), "because"));
        for (TestClient client : List.of(there, here)) {
            assertThat(client.messages()).containsExactly("{\"type\":7,\"error\":\"because\"}");
        }
        assertThat(complete(ann.clients.count())).isZero();
        assertThatItFails(ann.clients.disconnect(there.id(), "again"), ConnectionException.class, "does not exist");
    }

    @Test
    void allConnectionsOfAUserAreDisconnected() {
        TestClient here = ann.node.connect("eve");
        TestClient there = bob.node.connect("eve");
        TestClient other = bob.node.connect("dan");
        assertThat(complete(ann.clients.disconnectUser("eve", "banned"))).isEqualTo(2);
        assertThat(here.messages()).hasSize(1);
        assertThat(there.messages()).hasSize(1);
        assertThat(other.messages()).isEmpty();
        assertThat(complete(ann.clients.disconnectUser("eve", "banned"))).isZero();
    }

    @Test
    void whatIsAskedIsChecked() {
        assertThatThrownBy(() -> ann.clients.list("", 0)).hasMessageContaining("must be 1 to 1000");
        assertThatThrownBy(() -> ann.clients.list("", 1001)).hasMessageContaining("limit is 1001");
        assertThatThrownBy(() -> ann.clients.disconnect("id", "")).hasMessageContaining("must have 1 to 512");
        assertThatThrownBy(() -> ann.clients.disconnectUser("eve", "x".repeat(513)))
                .hasMessageContaining("reason has 513 characters");
    }

    @Test
    void questionsThatWaitAreBounded() {
        bobWorks = false;
        List<CompletableFuture<ClusterAnswer<Long>>> asked = new ArrayList<>();
        for (int i = 0; i < QuestionInbox.MOST + 5; i++) {
            asked.add(ann.clients.count().toCompletableFuture());
        }
        assertThat(bob.limits).hasSize(5).containsOnly("waiting-cluster-questions");
        bobsWork.runAll();
        assertThat(asked.stream().filter(CompletableFuture::isDone)).hasSize(QuestionInbox.MOST);
        seconds(2);
        assertThat(asked).allMatch(CompletableFuture::isDone);
    }

    @Test
    void nothingIsAskedAfterTheEnd() {
        ann.queries.close();
        assertThatItFails(ann.clients.count(), BackplaneException.class, "shutting down");
    }

    @Test
    void nodeThatHasJustStartedDoesNotSayWhatDoesNotExist() {
        Member new1 = new Member("new", Runnable::run);
        assertThatItFails(
                new1.clients.disconnect("NoSuchNode12.x", "bye"),
                BackplaneException.class,
                "ask again in a few seconds");
    }
}
