package io.hubplane.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.fake.FakeTicker;
import io.hubplane.fake.FakeTransport;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.protocol.HubMessage;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Identity;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportException;
import io.hubplane.transport.TransportType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final String PING = "{\"type\":6}";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestNode node = TestNode.on(new LocalBackplane()).build();

    private void passSeconds(int seconds) {
        for (int i = 0; i < seconds; i++) {
            node.pass(SECOND);
        }
    }

    @Test
    void aConnectionNobodyClaimsEndsAfterTheDisconnectTimeout() {
        TransportConnection connection = node.negotiate(null);
        node.pass(Duration.ofSeconds(15));
        assertThat(node.connections.statistics().clients()).isEqualTo(1);
        node.pass(SECOND);

        assertThat(node.connections.statistics().clients()).isZero();
        assertThat(connection.claim(TransportType.WEB_SOCKETS, TestNode.request()))
                .isEqualTo(Claim.ENDED);
    }

    @Test
    void aClaimedConnectionHasAsLongAgainToOpen() {
        TransportConnection connection = node.negotiate(null);
        node.pass(Duration.ofSeconds(15));
        connection.claim(TransportType.WEB_SOCKETS, TestNode.request());
        node.pass(Duration.ofSeconds(15));
        assertThat(node.connections.statistics().clients()).isEqualTo(1);
        node.pass(SECOND);

        assertThat(node.connections.statistics().clients()).isZero();
        FakeTransport late = new FakeTransport();
        connection.opened(late);
        assertThat(late.closes()).hasSize(1);
    }

    @Test
    void aHandshakeThatDoesNotComeIsCanceled() {
        TestClient client = node.open(null, new FakeTransport());
        node.pass(Duration.ofSeconds(15));
        assertThat(client.transport().messages()).isEmpty();
        node.pass(SECOND);

        assertThat(client.transport().messages()).containsExactly("{\"error\":\"Handshake was canceled.\"}\u001e");
        assertThat(node.connections.statistics().clients()).isZero();
        assertThat(node.observer.events()).contains("handshake failed TIMEOUT");
    }

    @Test
    void aPingBreaksTheSilenceOfTheServer() {
        TestClient client = node.connect();
        node.pass(Duration.ofSeconds(14));
        assertThat(client.messages()).isEmpty();
        node.pass(SECOND);
        node.pass(SECOND);

        assertThat(client.messages()).containsExactly(PING);
    }

    @Test
    void whateverIsSentPutsThePingOff() {
        TestClient client = node.connect();
        node.pass(Duration.ofSeconds(10));
        node.dispatch.connection(client).write(HubMessage.Completion.empty("1"));
        node.pass(Duration.ofSeconds(10));
        assertThat(client.messages()).doesNotContain(PING);
        node.pass(Duration.ofSeconds(5));

        assertThat(client.messages()).contains(PING);
    }

    @Test
    void longPollingNeedsNoPings() {
        TestClient client = node.connect(null, new FakeTransport(TransportType.LONG_POLLING));
        node.pass(Duration.ofMinutes(1));

        assertThat(client.messages()).isEmpty();
    }

    @Test
    void aClientThatNeverPingsMayBeSilent() {
        TestClient client = node.connect();
        node.pass(Duration.ofHours(1));

        assertThat(node.dispatch.connection(client).isOpen()).isTrue();
    }

    @Test
    void aClientThatNeverPingsMayNotBeSilentForEver() {
        TestClient client = node.connect();
        node.pass(Duration.ofHours(6));
        assertThat(node.dispatch.connection(client).isOpen()).isTrue();
        node.pass(SECOND);

        assertThat(node.dispatch.of(client).ends.get(0).orElseThrow())
                .hasMessage("Client hasn't sent a message/ping within the configured ClientTimeoutInterval.");
        assertThat(node.connections.statistics().clients()).isZero();
    }

    @Test
    void aMessageMayNotTakeLongFromItsFirstByteToItsLast() {
        TestClient client = node.connect();
        node.pass(SECOND);
        client.receives("{\"type\":1,\"target\":\"a\",\"arguments\":[]}\u001e{\"type\":");
        for (int i = 0; i < 5; i++) {
            node.pass(Duration.ofSeconds(12));
            assertThat(node.dispatch.connection(client).isOpen()).isTrue();
            client.receives(" "); // so it is not silent
        }
        node.pass(SECOND);
        node.pass(SECOND);

        assertThat(node.dispatch.of(client).ends.get(0).orElseThrow()).hasMessageContaining("hubplane.receive-timeout");
        assertThat(node.observer.events()).contains("limit receive-timeout");
        assertThat(node.connections.statistics().clients()).isZero();
    }

    @Test
    void whatCountsIsTheMessageUnderWayAndNotTheOneBefore() {
        TestClient client = node.connect();
        for (int i = 0; i < 10; i++) {
            client.receives("{\"type\":");
            node.pass(Duration.ofSeconds(40));
            client.receives("1,\"target\":\"a\",\"arguments\":[]}\u001e{\"type\":");
            node.pass(Duration.ofSeconds(40));
            client.receives("1,\"target\":\"a\",\"arguments\":[]}\u001e");
        }

        assertThat(node.dispatch.connection(client).isOpen()).isTrue();
    }

    @Test
    void aFrameMayNotTakeLongThatTheTransportGathers() {
        TestClient client = node.connect();
        client.transport().holdPart(true);
        passSeconds(50);
        client.transport().holdPart(false);
        passSeconds(5);
        client.transport().holdPart(true);
        passSeconds(55);
        assertThat(node.dispatch.connection(client).isOpen()).isTrue();
        passSeconds(15);

        assertThat(node.dispatch.of(client).ends.get(0).orElseThrow()).hasMessageContaining("hubplane.receive-timeout");
    }

    @Test
    void aClientThatPingsMayNotFallSilent() {
        TestClient client = node.connect();
        client.receives(PING + "\u001e");
        node.pass(Duration.ofSeconds(30));
        assertThat(node.dispatch.connection(client).isOpen()).isTrue();
        node.pass(SECOND);

        assertThat(node.dispatch.of(client).ends.get(0).orElseThrow())
                .hasMessage("Client hasn't sent a message/ping within the configured ClientTimeoutInterval.");
        assertThat(client.messages())
                .last()
                .isEqualTo("{\"type\":7,\"error\":\"Connection closed with an error.\",\"allowReconnect\":true}");
        assertThat(node.connections.statistics().clients()).isZero();
    }

    @Test
    void anyMessageKeepsAClientAlive() {
        TestClient client = node.connect();
        client.receives(PING + "\u001e");
        node.pass(Duration.ofSeconds(20));
        client.receives("{\"type\":1,\"target\":\"a\",\"arguments\":[]}\u001e");
        node.pass(Duration.ofSeconds(20));

        assertThat(node.dispatch.connection(client).isOpen()).isTrue();
    }

    @Test
    void aClientIsNotSilentWhileItsMessageIsBeingTaken() {
        TestClient client = node.connect();
        node.dispatch.onReceived(message -> node.pass(Duration.ofMinutes(5)));
        client.receives(PING + "\u001e{\"type\":1,\"target\":\"slow\",\"arguments\":[]}\u001e");
        node.pass(SECOND);

        assertThat(node.dispatch.connection(client).isOpen()).isTrue();
    }

    @Test
    void aSendThatHangsEndsTheConnection() {
        FakeTransport transport = new FakeTransport();
        TestClient client = node.connect(null, transport);
        transport.slow();
        node.dispatch.connection(client).write(HubMessage.Completion.empty("1"));
        node.pass(Duration.ofSeconds(10));
        assertThat(node.dispatch.connection(client).isOpen()).isTrue();
        node.pass(SECOND);

        assertThat(node.dispatch.of(client).ends.get(0).orElseThrow()).isInstanceOf(TransportException.class);
        assertThat(transport.closes()).first().isEqualTo(CloseStatus.INTERNAL_ERROR);
        assertThat(node.connections.statistics().clients()).isZero();
    }

    @Test
    void aTransportThatDoesNotCloseIsGivenUp() {
        FakeTransport transport = new FakeTransport().hang();
        TestClient client = node.connect(null, transport);
        transport.slow();
        node.dispatch.connection(client).abort();
        node.pass(Duration.ofSeconds(5));
        assertThat(node.connections.statistics().clients()).isEqualTo(1);
        node.pass(SECOND);

        assertThat(node.connections.statistics().clients()).isZero();
        assertThat(transport.closes()).isNotEmpty();
        assertThat(node.dispatch.of(client).ends).hasSize(1);
    }

    @Test
    void aSendToAClientThatPollsMayTakeAsLongAsItsNextPollDoes() {
        FakeTransport transport = new FakeTransport(TransportType.LONG_POLLING);
        TestClient client = node.connect(null, transport);
        transport.slow();
        node.dispatch.connection(client).write(HubMessage.Completion.empty("1"));
        node.pass(Duration.ofMinutes(1));

        assertThat(node.dispatch.connection(client).isOpen()).isTrue();
    }

    @Test
    void onlyATransportThatIsPolledIsGivenTheTimeAtEachBeat() {
        FakeTransport polled = new FakeTransport(TransportType.LONG_POLLING);
        FakeTransport socket = new FakeTransport();
        node.open(null, polled);
        node.connect(null, socket);
        node.pass(SECOND);
        long first = node.ticker.getAsLong();
        node.pass(SECOND);

        assertThat(polled.beats()).containsExactly(first, node.ticker.getAsLong());
        assertThat(socket.beats()).isEmpty();
    }

    @Test
    void aClientThatPollsNoMoreEndsItsConnection() {
        FakeTransport transport = new FakeTransport(TransportType.LONG_POLLING);
        TestClient client = node.connect(null, transport);
        node.pass(SECOND);
        assertThat(node.connections.statistics().clients()).isEqualTo(1);
        transport.lose();
        node.pass(SECOND);

        assertThat(node.connections.statistics().clients()).isZero();
        assertThat(client.messages()).isEmpty();
        assertThat(node.dispatch.of(client).ends).hasSize(1);
    }

    private static Identity expiringAfter(Duration time) {
        return new Identity(() -> "ann", Set.of(), TestNode.START.plus(time));
    }

    @Test
    void aConnectionEndsWhenItsIdentityExpiresAndTheClientMayReconnect() {
        TestNode strict = TestNode.on(new LocalBackplane())
                .options(ConnectionOptionsFixture.closeOnAuthenticationExpiration())
                .build();
        TestClient client = strict.connectAs(expiringAfter(Duration.ofSeconds(3)), new FakeTransport());
        TestClient lasting = strict.connect("bob");
        strict.pass(SECOND);
        strict.pass(SECOND);
        assertThat(strict.dispatch.connection(client).isOpen()).isTrue();
        strict.pass(SECOND);

        assertThat(client.messages()).containsExactly("{\"type\":7,\"allowReconnect\":true}");
        assertThat(strict.dispatch.of(client).ends).containsExactly(Optional.empty());
        assertThat(strict.dispatch.connection(lasting).isOpen()).isTrue();
    }

    @Test
    void aRenewedIdentityCountsFromThenOn() {
        TestNode strict = TestNode.on(new LocalBackplane())
                .options(ConnectionOptionsFixture.closeOnAuthenticationExpiration())
                .build();
        TestClient client = strict.connectAs(expiringAfter(Duration.ofSeconds(3)), new FakeTransport());
        client.connection().renewed(expiringAfter(Duration.ofSeconds(10)));
        strict.pass(Duration.ofSeconds(9));
        assertThat(strict.dispatch.connection(client).isOpen()).isTrue();
        strict.pass(SECOND);

        assertThat(strict.dispatch.connection(client).isOpen()).isFalse();
    }

    @Test
    void anIdentityThatExpiresEndsNothingUnlessAskedFor() {
        TestClient client = node.connectAs(expiringAfter(SECOND), new FakeTransport());
        node.pass(Duration.ofSeconds(5));

        assertThat(node.dispatch.connection(client).isOpen()).isTrue();
    }

    @Test
    void aBeatThatFailsDoesNotStopTheOthers() {
        FakeTicker ticker = new FakeTicker();
        Heartbeat heartbeat = new Heartbeat(ticker);
        List<Long> beats = new ArrayList<>();
        heartbeat.add(now -> {
            throw new IllegalStateException("bug");
        });
        heartbeat.add(beats::add);
        heartbeat.tick();
        heartbeat.tick();

        assertThat(beats).containsExactly(ticker.getAsLong(), ticker.getAsLong());
    }

    @Test
    void aTickWithinATickDoesNothing() {
        Heartbeat heartbeat = new Heartbeat(new FakeTicker());
        List<Long> beats = new ArrayList<>();
        heartbeat.add(now -> {
            beats.add(now);
            heartbeat.tick();
        });
        heartbeat.tick();

        assertThat(beats).hasSize(1);
    }
}
