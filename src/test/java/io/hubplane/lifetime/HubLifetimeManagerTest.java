package io.hubplane.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.LocalBackplane;
import io.hubplane.connection.ByteProtocol;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.fake.FakeBackplane;
import io.hubplane.fake.FakeTransport;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.lifetime.routing.RoutingMode;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.json.JsonHubProtocol;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a lifetime manager must do alone and with others, in both ways in which a message for one connection finds its
 * node.
 */
@ParameterizedClass
@EnumSource(RoutingMode.class)
class HubLifetimeManagerTest {
    private static final HubMessage.Invocation HELLO = HubMessage.Invocation.of("hello", 1);
    private static final String HELLO_JSON = "{\"type\":1,\"target\":\"hello\",\"arguments\":[1]}";

    private final RoutingMode routing;
    private final LocalBackplane.Exchange exchange = new LocalBackplane.Exchange();
    private final TestNode node;
    private final TestNode other;
    private final HubLifetimeManager manager;

    HubLifetimeManagerTest(RoutingMode routing) {
        this.routing = routing;
        this.node = newNode();
        this.other = newNode();
        this.manager = node.lifetimeManager;
    }

    private TestNode newNode() {
        return TestNode.on(new LocalBackplane(exchange)).routing(routing).build();
    }

    private static void await(CompletionStage<Void> stage) {
        assertThat(stage.toCompletableFuture()).succeedsWithin(5, TimeUnit.SECONDS);
    }

    private static void assertReceived(TestClient... clients) {
        for (TestClient client : clients) {
            assertThat(client.messages()).containsExactly(HELLO_JSON);
        }
    }

    private static void assertReceivedNothing(TestClient... clients) {
        for (TestClient client : clients) {
            assertThat(client.messages()).isEmpty();
        }
    }

    @Test
    void everybodyOnAllNodesReceivesWhatIsForAll() {
        TestNode third = newNode();
        TestClient here = node.connect();
        TestClient hereToo = node.connect();
        TestClient there = other.connect();
        TestClient far = third.connect();
        await(manager.send(Recipients.ALL, HELLO));

        assertReceived(here, hereToo, there, far);
    }

    @Test
    void excludedConnectionsOfAnyNodeAreLeftOut() {
        TestClient here = node.connect();
        TestClient excludedHere = node.connect();
        TestClient there = other.connect();
        TestClient excludedThere = other.connect();
        await(manager.send(new Recipients.All(List.of(excludedHere.id(), excludedThere.id())), HELLO));

        assertReceived(here, there);
        assertReceivedNothing(excludedHere, excludedThere);
    }

    @Test
    void whatIsSentHereReachesNoOtherNode() {
        TestClient here = node.connect();
        TestClient hereToo = node.connect();
        TestClient there = other.connect();
        await(manager.addToGroup(here.id(), "room"));
        await(other.lifetimeManager.addToGroup(there.id(), "room"));
        manager.sendHere(Recipients.group("room"), HELLO);
        manager.sendHere(Recipients.connection(hereToo.id()), HELLO);
        manager.sendHere(Recipients.connection(there.id()), HELLO);

        assertReceived(here, hereToo);
        assertReceivedNothing(there);
    }

    @Test
    void aConnectionThatHasEndedReceivesNothing() {
        TestClient gone = other.connect();
        TestClient stays = other.connect();
        gone.connection().closed(null);
        await(manager.send(Recipients.ALL, HELLO));
        await(manager.send(Recipients.connection(gone.id()), HELLO));

        assertReceivedNothing(gone);
        assertReceived(stays);
    }

    @Test
    void oneConnectionOfEachNodeIsReachedByItsId() {
        TestClient here = node.connect();
        TestClient there = other.connect();
        TestClient bystander = other.connect();
        await(manager.send(new Recipients.Connections(List.of(here.id(), there.id())), HELLO));

        assertReceived(here, there);
        assertReceivedNothing(bystander);
    }

    @Test
    void whatIsForUnknownConnectionsIsDroppedQuietly() {
        TestClient there = other.connect();
        await(manager.send(
                new Recipients.Connections(List.of(
                        "unknown",
                        "",
                        node.backplane.nodeId() + ".AAAAAAAAAAAAAAAAAAAAAA",
                        other.backplane.nodeId() + ".AAAAAAAAAAAAAAAAAAAAAA",
                        "nodenodenode.AAAAAAAAAAAAAAAAAAAAAA",
                        there.id())),
                HELLO));

        assertReceived(there);
    }

    @Test
    void allConnectionsOfAUserOnAllNodesAreReached() {
        TestClient here = node.connect("ann");
        TestClient there = other.connect("ann");
        TestClient thereToo = other.connect("ann");
        TestClient somebody = other.connect("Ann");
        await(manager.send(new Recipients.Users(List.of("ann", "")), HELLO));

        assertReceived(here, there, thereToo);
        assertReceivedNothing(somebody);
    }

    @Test
    void aUserIsStillReachedAfterOneOfItsConnectionsHasGone() {
        TestClient gone = other.connect("ann");
        TestClient stays = other.connect("ann");
        gone.connection().closed(null);
        await(manager.send(Recipients.user("ann"), HELLO));

        assertReceived(stays);
    }

    @Test
    void onlyMembersReceiveWhatIsForAGroup() {
        TestClient here = node.connect();
        TestClient there = other.connect();
        TestClient stranger = other.connect();
        await(manager.addToGroup(here.id(), "room"));
        await(other.lifetimeManager.addToGroup(there.id(), "room"));
        await(manager.send(new Recipients.Groups(List.of("room", ""), List.of()), HELLO));

        assertReceived(here, there);
        assertReceivedNothing(stranger);
    }

    @Test
    void excludedMembersAreLeftOut() {
        TestClient there = other.connect();
        TestClient excluded = other.connect();
        await(other.lifetimeManager.addToGroup(there.id(), "room"));
        await(other.lifetimeManager.addToGroup(excluded.id(), "room"));
        await(manager.send(new Recipients.Groups(List.of("room"), List.of(excluded.id())), HELLO));

        assertReceived(there);
        assertReceivedNothing(excluded);
    }

    @Test
    void aMemberOfTwoGroupsReceivesTwice() {
        TestClient there = other.connect();
        await(manager.addToGroup(there.id(), "room"));
        await(manager.addToGroup(there.id(), "hall"));
        await(manager.send(new Recipients.Groups(List.of("room", "hall"), List.of()), HELLO));

        assertThat(there.messages()).containsExactly(HELLO_JSON, HELLO_JSON);
    }

    @Test
    void groupNamesAreCaseSensitiveEverywhere() {
        TestClient there = other.connect();
        await(manager.addToGroup(there.id(), "Room"));
        await(manager.addToGroup(there.id(), "room"));
        await(manager.removeFromGroup(there.id(), "room"));
        await(manager.send(Recipients.group("room"), HELLO));
        assertReceivedNothing(there);
        await(manager.send(Recipients.group("Room"), HELLO));

        assertReceived(there);
        there.connection().closed(null);
        assertThat(TestNode.kept(other.lifetimeManager)).isZero();
    }

    @Test
    void aConnectionOfAnotherNodeIsAddedAndRemoved() {
        TestClient there = other.connect();
        await(manager.addToGroup(there.id(), "room"));
        await(manager.send(Recipients.group("room"), HELLO));
        await(manager.removeFromGroup(there.id(), "room"));
        await(manager.send(Recipients.group("room"), HELLO));

        assertReceived(there);
        assertThat(TestNode.kept(manager)).isZero();
    }

    @Test
    void addingTwiceDeliversOnceAndRemovingOnceSuffices() {
        TestClient here = node.connect();
        TestClient there = other.connect();
        for (TestClient client : List.of(here, there, here, there)) {
            await(manager.addToGroup(client.id(), "room"));
        }
        await(manager.send(Recipients.group("room"), HELLO));
        assertReceived(here, there);
        for (TestClient client : List.of(here, there)) {
            await(manager.removeFromGroup(client.id(), "room"));
        }
        await(manager.send(Recipients.group("room"), HELLO));

        assertReceived(here, there);
    }

    @Test
    void removingAStrangerChangesNothing() {
        TestClient here = node.connect();
        TestClient there = other.connect();

        await(manager.removeFromGroup(here.id(), "room"));
        await(manager.removeFromGroup(there.id(), "room"));
    }

    @Test
    void aConnectionLeavesItsGroupsWhenItEnds() {
        TestClient there = other.connect();
        await(manager.addToGroup(there.id(), "room"));
        there.connection().closed(null);
        await(manager.send(Recipients.group("room"), HELLO));

        assertReceivedNothing(there);
        assertThat(TestNode.kept(other.lifetimeManager)).isZero();
    }

    @Test
    void aGroupCommandForAConnectionThatHasEndedFails() {
        TestClient gone = other.connect();
        gone.connection().closed(null);
        CompletionStage<Void> stage = manager.addToGroup(gone.id(), "room");
        if (routing == RoutingMode.ASPNETCORE) { // only an owner answers there
            node.pass(TestNode.ACKNOWLEDGEMENT_TIMEOUT.plusSeconds(1));
            assertThat(stage.toCompletableFuture())
                    .failsWithin(Duration.ZERO)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(BackplaneException.class)
                    .withMessageContaining(gone.id())
                    .withMessageContaining("hubplane.backplane.acknowledgement-timeout");
        } else {
            assertThat(stage.toCompletableFuture())
                    .failsWithin(Duration.ZERO)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(ConnectionException.class)
                    .withMessageContaining("Connection '" + gone.id() + "' does not exist.");
        }
        assertThat(TestNode.kept(manager)).isZero();
    }

    @Test
    void connectionIsInNoMoreGroupsThanAllowedUntilItLeavesOne() {
        TestNode node = TestNode.on(new LocalBackplane()).build();
        TestClient client = node.connect();
        String id = client.connection().id();
        for (int i = 0; i < 1000; i++) {
            assertThat(node.lifetimeManager.addToGroup(id, "group " + i)).isCompleted();
        }

        assertThat(node.lifetimeManager.addToGroup(id, "group 7")).isCompleted();
        assertThat(node.lifetimeManager.addToGroup(id, "one more"))
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("is in 1000 groups; set hubplane.maximum-groups-per-connection to allow more");
        assertThat(node.observer.events()).contains("limit maximum-groups-per-connection");
        node.lifetimeManager.removeFromGroup(id, "group 7");
        assertThat(node.lifetimeManager.addToGroup(id, "one more")).isCompleted();
    }

    @Test
    void groupsNeedAName() {
        assertThatThrownBy(() -> manager.addToGroup("id", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> manager.removeFromGroup("id", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneFailingConnectionStopsNobody() {
        FakeTransport broken = new FakeTransport();
        TestClient first = other.connect();
        TestClient failing = other.connect(null, broken);
        TestClient last = other.connect();
        for (TestClient client : List.of(first, failing, last)) {
            await(manager.addToGroup(client.id(), "room"));
        }
        broken.failWith(new IllegalStateException("broken pipe"));
        await(manager.send(Recipients.group("room"), HELLO));
        await(manager.send(Recipients.ALL, HELLO));

        for (TestClient client : List.of(first, last)) {
            assertThat(client.messages()).containsExactly(HELLO_JSON, HELLO_JSON);
        }
        assertThat(other.dispatch.connection(failing).isOpen()).isFalse();
    }

    @Test
    void clientsOfDifferentProtocolsReceiveTheirOwnEncoding() {
        TestClient json = other.connect();
        TestClient binary = other.open(null, new FakeTransport());
        binary.receives("{\"protocol\":\"bytes\",\"version\":1}\u001e");
        await(manager.send(Recipients.ALL, HELLO));

        assertReceived(json);
        assertThat(binary.transport().messages()).containsExactly("{}\u001e", "\u0005hello");
    }

    @Test
    void aNodeWithoutOthersPublishesNothingAndStillRefusesWhatCannotBeEncoded() {
        FakeBackplane alone = new FakeBackplane();
        alone.standAlone();
        TestNode single = TestNode.on(alone).routing(routing).build();
        HubMessage.Invocation broken = HubMessage.Invocation.of("hello", new Unencodable());

        assertThatThrownBy(() -> single.lifetimeManager.send(Recipients.ALL, broken))
                .isInstanceOf(IllegalArgumentException.class);
        TestClient client = single.connect();
        await(single.lifetimeManager.send(Recipients.ALL, HELLO));
        assertReceived(client);
        assertThat(alone.takeCalls()).noneMatch(call -> call.startsWith("publish"));
    }

    @Test
    void whatCannotBeEncodedReachesNobody() {
        TestClient here = node.connect();
        HubMessage.Invocation broken = HubMessage.Invocation.of("hello", new Unencodable());

        assertThatThrownBy(() -> manager.send(Recipients.ALL, broken)).isInstanceOf(IllegalArgumentException.class);
        assertReceivedNothing(here);
    }

    @Test
    void whatOneProtocolRefusesReachesNobodyOfAnother() {
        FakeBackplane alone = new FakeBackplane();
        alone.standAlone();
        TestNode single = TestNode.on(alone)
                .routing(routing)
                .protocols(new ByteProtocol(), new JsonHubProtocol())
                .build();
        TestClient binary = single.open("ann", new FakeTransport());
        binary.receives("{\"protocol\":\"bytes\",\"version\":1}\u001e");
        TestClient json = single.connect("ann");
        for (TestClient client : List.of(binary, json)) {
            await(single.lifetimeManager.addToGroup(client.id(), "room"));
        }
        HubMessage.Invocation broken = HubMessage.Invocation.of("hello", new Unencodable());
        HubLifetimeManager sender = single.lifetimeManager;

        assertRefused(() -> sender.send(Recipients.ALL, broken));
        assertRefused(() -> sender.send(new Recipients.All(List.of(json.id())), broken));
        assertRefused(() -> sender.send(Recipients.group("room"), broken));
        assertRefused(() -> sender.send(Recipients.user("ann"), broken));
        assertRefused(() -> sender.send(new Recipients.Connections(List.of(binary.id(), json.id())), broken));
        assertReceivedNothing(json);
        assertThat(binary.transport().messages()).containsExactly("{}\u001e");
    }

    @Test
    void whatAnotherNodesProtocolRefusesReachesNobodyHere() {
        TestClient here = node.open(null, new FakeTransport());
        here.receives("{\"protocol\":\"bytes\",\"version\":1}\u001e");
        TestClient there = other.connect();
        HubMessage.Invocation broken = HubMessage.Invocation.of("hello", new Unencodable());

        assertRefused(() -> manager.send(new Recipients.Connections(List.of(here.id(), there.id())), broken));
        assertThat(here.transport().messages()).containsExactly("{}\u001e");
        assertReceivedNothing(there);
    }

    @Test
    void aProtocolNobodySpeaksIsNotEncoded() {
        FakeBackplane alone = new FakeBackplane();
        alone.standAlone();
        TestNode single = TestNode.on(alone)
                .routing(routing)
                .protocols(new JsonHubProtocol(), new ByteProtocol())
                .build();
        TestClient binary = single.open(null, new FakeTransport());
        binary.receives("{\"protocol\":\"bytes\",\"version\":1}\u001e");
        HubMessage.Invocation onlyBytes = HubMessage.Invocation.of("hello", new Unencodable());
        await(single.lifetimeManager.send(Recipients.ALL, onlyBytes));
        assertThat(binary.transport().messages()).containsExactly("{}\u001e", "\u0005hello");
        TestClient json = single.connect();
        assertRefused(() -> single.lifetimeManager.send(Recipients.ALL, onlyBytes));
        json.connection().closed(null);

        await(single.lifetimeManager.send(Recipients.ALL, onlyBytes));
        assertThat(binary.transport().messages()).hasSize(3);
    }

    private static void assertRefused(ThrowingCallable send) {
        assertThatThrownBy(send).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theMessagesOfOneSenderArriveInOrder() {
        TestClient there = other.connect();
        for (int i = 0; i < 100; i++) {
            await(manager.send(Recipients.ALL, HubMessage.Invocation.of("m" + i)));
        }

        assertThat(there.messages())
                .hasSize(100)
                .allSatisfy(message ->
                        assertThat(message).contains("\"m" + there.messages().indexOf(message) + "\""));
    }

    @Test
    void closingLeavesNothingBehind() {
        TestClient here = node.connect("ann");
        TestClient there = other.connect();
        await(manager.addToGroup(here.id(), "room"));
        node.connections.close();
        node.lifetimeManager.close();
        await(other.lifetimeManager.send(Recipients.ALL, HELLO));

        assertReceived(there);
        assertThat(TestNode.kept(manager)).isZero();
        assertThat(here.messages()).containsExactly("{\"type\":7,\"allowReconnect\":true}");
    }
}
