package io.hubplane.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.fake.FakeTransport;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.protocol.HubMessage;
import io.hubplane.transport.CloseStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client is sent before it has acknowledged anything: over its first transport, and over another one. */
class HalfDeadReconnectTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String PING = "{\"type\":6}";

    private final IllegalStateException reset = new IllegalStateException("reset");
    private final TestNode node = TestNode.on(new LocalBackplane()).build();

    private static String result(String id) {
        return "{\"type\":3,\"invocationId\":\"" + id + "\"}";
    }

    private static String sequence(int id) {
        return "{\"type\":9,\"sequenceId\":" + id + "}";
    }

    private static void say(TestClient client, String message) {
        client.receives(message + "\u001e");
    }

    private void write(TestClient client, String id) {
        node.dispatch.connection(client).write(HubMessage.Completion.empty(id));
    }

    @Test
    void theAnswerToTheHandshakeIsAloneUntilTheClientSpeaks() {
        FakeTransport transport = new FakeTransport().slow();
        TestClient client = node.shakeHandsStateful(transport);
        write(client, "1");
        transport.speedUp();
        assertThat(transport.frames()).containsExactly("{}\u001e");
        say(client, PING);
        write(client, "2");

        assertThat(transport.frames()).containsExactly("{}\u001e", result("1") + "\u001e", result("2") + "\u001e");
    }

    @Test
    void aClientThatDoesNotSpeakIsSentToAfterAWhile() {
        TestClient client = node.shakeHandsStateful(new FakeTransport());
        write(client, "1");
        node.pass(Duration.ofSeconds(5));
        assertThat(client.messages()).isEmpty();
        node.pass(SECOND);

        assertThat(client.messages()).containsExactly(result("1"));
    }

    @Test
    void aClientWithoutStatefulReconnectIsSentToAtOnce() {
        FakeTransport transport = new FakeTransport();
        TestClient client = node.connect(null, transport);
        write(client, "1");

        assertThat(client.messages()).containsExactly(result("1"));
    }

    @Test
    void whatLeavesBeforeTheEndIsNotHeldBack() {
        TestClient client = node.shakeHandsStateful(new FakeTransport());
        write(client, "1");
        node.dispatch.connection(client).abort();

        assertThat(client.messages()).containsExactly(result("1"), "{\"type\":7}");
    }

    @Test
    void nothingIsSentOverANewTransportBeforeTheSequenceOfTheClient() {
        TestClient client = node.connectStateful(new FakeTransport());
        write(client, "1");
        TestClient again = node.reopen(client);
        write(client, "2");
        say(again, PING);
        node.pass(Duration.ofSeconds(5));
        assertThat(again.messages()).isEmpty();
        say(again, sequence(1));

        assertThat(again.messages()).containsExactly(sequence(1), result("1"), result("2"));
        assertThat(again.transport().closes()).isEmpty();
    }

    @Test
    void theConnectionEndsWhenNoSequenceComes() {
        TestClient client = node.connectStateful(new FakeTransport());
        TestClient again = node.reopen(client);
        write(client, "1");
        node.pass(Duration.ofSeconds(5));
        assertThat(node.dispatch.connection(client).isOpen()).isTrue();
        node.pass(SECOND);

        assertThat(node.dispatch.of(client).ends.get(0).orElseThrow())
                .hasMessage("The client has come back but has not sent its Sequence message within 5 seconds");
        assertThat(node.connections.find(client.connection().token())).isEmpty();
        assertThat(node.connections.statistics().clients()).isZero();
        assertThat(again.messages()).isEmpty();
    }

    @Test
    void aTransportThatItsClientDoesNotUseIsLeftOpenAndSilent() {
        TestClient client = node.connectStateful(new FakeTransport());
        TestClient again = node.reopen(client);
        node.pass(Duration.ofSeconds(6));
        assertThat(node.connections.silentTransports().size()).isOne();
        node.pass(Duration.ofMinutes(10));

        assertThat(again.transport().closes()).isEmpty();
        assertThat(again.transport().batches()).isEmpty();
        assertThat(again.transport().keptOpen()).isOne();
        again.connection().closed(null);
        assertThat(node.connections.silentTransports().size()).isZero();
    }

    @Test
    void aClientThatSpeaksTooLateFindsItsTransportClosed() {
        TestClient client = node.connectStateful(new FakeTransport());
        TestClient again = node.reopen(client);
        node.pass(Duration.ofSeconds(6));
        say(again, sequence(1));

        assertThat(again.transport().closes()).containsExactly(CloseStatus.SERVICE_RESTART);
        assertThat(again.messages()).isEmpty();
        assertThat(node.connections.silentTransports().size()).isZero();
    }

    @Test
    void anUnusedTransportThatOpensWhenTheConnectionHasEndedIsLeftSilent() {
        TestClient client = node.connectStateful(new FakeTransport());
        client.connection().closed(reset);
        TestClient again = node.reclaim(client, new FakeTransport());
        node.dispatch.connection(client).abort();
        again.connection().opened(again.transport());
        assertThat(again.transport().closes()).isEmpty();
        assertThat(again.messages()).isEmpty();
        say(again, sequence(1));

        assertThat(again.transport().closes()).containsExactly(CloseStatus.SERVICE_RESTART);
    }

    @Test
    void anUnusedTransportThatAnotherFollowsIsLeftSilent() {
        TestClient client = node.connectStateful(new FakeTransport());
        TestClient unused = node.reopen(client);
        TestClient again = node.reconnect(client);
        write(client, "1");
        node.pass(Duration.ofSeconds(6));

        assertThat(unused.transport().closes()).isEmpty();
        assertThat(unused.messages()).isEmpty();
        assertThat(again.messages()).containsExactly(sequence(1), result("1"));
        assertThat(node.dispatch.connection(client).isOpen()).isTrue();
    }

    @Test
    void anUnusedTransportThatBreaksLeavesTheConnectionWaitingForAsLongAsBefore() {
        TestClient client = node.connectStateful(new FakeTransport());
        client.connection().closed(reset);
        node.pass(Duration.ofSeconds(10));
        node.reopen(client).connection().closed(reset);
        node.pass(Duration.ofSeconds(5));
        assertThat(node.dispatch.connection(client).isOpen()).isTrue();
        node.pass(SECOND);

        assertThat(node.dispatch.of(client).ends).hasSize(1);
    }

    @Test
    void theEndOfTheConnectionIsNotTheEndOfAnUnusedTransport() {
        TestClient client = node.connectStateful(new FakeTransport());
        TestClient unused = node.reopen(client);
        node.dispatch.connection(client).abort();

        assertThat(node.dispatch.of(client).ends).hasSize(1);
        assertThat(unused.messages()).isEmpty();
        assertThat(unused.transport().closes()).isEmpty();
    }

    @Test
    void closingTheNodeClosesUnusedTransportsToo() {
        TestClient client = node.connectStateful(new FakeTransport());
        TestClient unused = node.reopen(client);
        node.connections.close(Duration.ZERO);
        assertThat(unused.transport().closes()).containsExactly(CloseStatus.GOING_AWAY);
        assertThat(node.connections.silentTransports().size()).isZero();
    }

    @Test
    void aClientThatComesBackAgainAndAgainKeepsNoMoreUnusedTransportsThanAFew() {
        TestClient other = node.connectStateful(new FakeTransport());
        TestClient others = node.reopen(other);
        node.dispatch.connection(other).abort();
        TestClient client = node.connectStateful(new FakeTransport());
        List<TestClient> unused = new ArrayList<>();
        for (int i = 0; i < UnusedTransports.MOST + 3; i++) {
            unused.add(node.reopen(client));
            assertThat(node.connections.silentTransports().size())
                    .isLessThanOrEqualTo(1 + UnusedTransports.MOST_OF_ONE);
        }
        int oldestKept = unused.size() - 1 - UnusedTransports.MOST_OF_ONE; // the latest ones may still be used

        assertThat(unused.subList(0, oldestKept))
                .allSatisfy(each -> assertThat(each.transport().closes()).containsExactly(CloseStatus.GOING_AWAY));
        assertThat(unused.subList(oldestKept, unused.size()))
                .allSatisfy(each -> assertThat(each.transport().closes()).isEmpty());
        assertThat(others.transport().closes()).isEmpty();
        assertThat(node.observer.events()).contains("limit silent-web-sockets");
    }

    @Test
    void theUnusedTransportsOfManyClientsAreBoundedAtEveryMoment() {
        List<TestClient> unused = new ArrayList<>();
        for (int i = 0; i < UnusedTransports.MOST + 3; i++) {
            TestClient client = node.connectStateful(new FakeTransport());
            unused.add(node.reopen(client));
            node.dispatch.connection(client).abort();
        }

        assertThat(node.connections.silentTransports().size()).isEqualTo(UnusedTransports.MOST);
        assertThat(unused.get(2).transport().closes()).containsExactly(CloseStatus.GOING_AWAY);
        assertThat(unused.get(3).transport().closes()).isEmpty();
    }

    @Test
    void theConnectionGoesOnAlthoughManyUnusedTransportsWereClosed() {
        TestClient client = node.connectStateful(new FakeTransport());
        write(client, "1");
        for (int i = 0; i < UnusedTransports.MOST_OF_ONE + 2; i++) {
            node.reopen(client);
        }

        assertThat(node.reconnect(client).messages()).containsExactly(sequence(1), result("1"));
    }

    @Test
    void aSendThatFailsTellsTheClientToComeBack() {
        TestClient client = node.connectStateful(new FakeTransport());
        client.transport().failWith(reset);
        write(client, "1");

        assertThat(client.transport().closes()).containsExactly(CloseStatus.SERVICE_RESTART);
    }

    @Test
    void aCallUnderWayIsCompletedOverTheNextTransport() {
        TestClient client = node.connectStateful(new FakeTransport());
        say(client, "{\"type\":1,\"invocationId\":\"7\",\"target\":\"slow\",\"arguments\":[]}");
        node.pass(SECOND); // acknowledged, so the client will not repeat the call
        client.connection().closed(reset);
        write(client, "7");

        TestClient again = node.reopen(client);
        say(again, sequence(2));
        assertThat(again.messages()).contains(result("7"));
    }

    @Test
    void aConnectionThatSaidCloseIsNotFoundByItsToken() {
        TestClient client = node.connectStateful(new FakeTransport());
        node.dispatch.connection(client).fail(reset, true);

        assertThat(client.messages()).last().asString().startsWith("{\"type\":7");
        assertThat(node.connections.find(client.connection().token())).isEmpty();
    }
}
