package io.hubplane.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.fake.FakeTransport;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.lifetime.routing.RoutingMode;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.CountedConnection;
import io.hubplane.transport.Identity;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HubConnectionsTest {
    private static final RequestInfo REQUEST =
            new RequestInfo(Map.of(), Map.of(), Map.of(), Identity.ANONYMOUS, "test");

    private final TestNode node = TestNode.on(new LocalBackplane()).build();

    @Test
    void anIdBeginsWithItsNodesId() {
        TransportConnection connection = node.connections.create(REQUEST, new NegotiatedTerms(true, false));

        assertThat(connection.id()).startsWith(node.backplane.nodeId() + ".").hasSize(12 + 1 + 22);
        assertThat(connection.token())
                .startsWith(node.backplane.nodeId() + ".")
                .hasSize(12 + 1 + 22 + 8)
                .isNotEqualTo(connection.id());
    }

    @Test
    void anIdIsNothingButRandomWhenSharingWithAspNetCore() {
        TestNode interop = TestNode.on(new LocalBackplane())
                .routing(RoutingMode.ASPNETCORE)
                .build();

        assertThat(interop.connections
                        .create(REQUEST, new NegotiatedTerms(true, false))
                        .id())
                .matches("[A-Za-z0-9_-]{22}");
    }

    @Test
    void theTokenIsTheIdWhenNoneIsAskedFor() {
        TransportConnection connection = node.connections.create(REQUEST, NegotiatedTerms.NONE);

        assertThat(connection.token()).isEqualTo(connection.id());
    }

    @Test
    void whoCountsConnectionsIsToldOfTheirClaimsAndEnds() {
        List<String> told = new ArrayList<>();
        CountedConnection counted = new CountedConnection() {
            @Override
            public void claimed() {
                told.add("carried");
            }

            @Override
            public void ended() {
                told.add("ended");
            }
        };
        TransportConnection connection = node.connections.create(REQUEST, NegotiatedTerms.NONE, counted);
        connection.claim(TransportType.WEB_SOCKETS, TestNode.request(TestNode.identity("eve")));
        assertThat(told).as("after a claim that was refused").isEmpty();
        connection.claim(TransportType.WEB_SOCKETS, REQUEST);
        assertThat(told).containsExactly("carried");
        connection.opened(new FakeTransport());
        connection.closed(null);
        assertThat(told).startsWith("carried", "ended");

        told.clear();
        assertThat(node.connections.create(REQUEST, NegotiatedTerms.NONE, counted))
                .isNotNull();
        node.pass(TimeoutOptions.DEFAULTS.disconnectTimeout().plusSeconds(1));
        assertThat(told).as("after nobody came").contains("ended").doesNotContain("carried");
    }

    @Test
    void connectionsAreFoundByTokenOnly() {
        TransportConnection connection = node.connections.create(REQUEST, new NegotiatedTerms(true, false));

        assertThat(node.connections.find(connection.token())).contains(connection);
        assertThat(node.connections.find(connection.id())).isEmpty();
    }

    @Test
    void anAbandonedConnectionEnds() {
        TransportConnection connection = node.negotiate(null);
        connection.claim(TransportType.WEB_SOCKETS, TestNode.request());
        connection.abandoned();

        assertThat(node.connections.statistics().clients()).isZero();
        assertThat(connection.claim(TransportType.WEB_SOCKETS, TestNode.request()))
                .isEqualTo(Claim.ENDED);
    }

    @Test
    void aTransportThatOpensAnEndedConnectionIsClosed() {
        TransportConnection connection = node.negotiate(null);
        connection.claim(TransportType.WEB_SOCKETS, TestNode.request());
        connection.abandoned();
        FakeTransport transport = new FakeTransport();
        connection.opened(transport);

        assertThat(transport.closes()).hasSize(1);
        assertThat(node.connections.statistics().clients()).isZero();
    }

    @Test
    void closingTellsEveryClientThatItMayReconnect() {
        TestClient first = node.connect();
        TestClient second = node.connect("ann");
        TestClient silent = node.open(null, new FakeTransport());
        TransportConnection negotiated = node.negotiate(null);
        node.connections.close();

        for (TestClient client : new TestClient[] {first, second}) {
            assertThat(client.messages()).containsExactly("{\"type\":7,\"allowReconnect\":true}");
            assertThat(client.transport().closes()).first().isEqualTo(CloseStatus.GOING_AWAY);
            assertThat(node.dispatch.of(client).ends).hasSize(1);
        }
        assertThat(silent.transport().closes()).first().isEqualTo(CloseStatus.GOING_AWAY);
        assertThat(negotiated.claim(TransportType.WEB_SOCKETS, TestNode.request()))
                .isEqualTo(Claim.ENDED);
        assertThat(node.connections.statistics().clients()).isZero();
        assertThat(TestNode.kept(node.lifetimeManager)).isZero();
    }

    @Test
    void closingWaitsUntilTheLastMessagesHaveLeft() throws Exception {
        FakeTransport transport = new FakeTransport();
        TestClient client = node.connect(null, transport);
        transport.slow();
        CountDownLatch closed = new CountDownLatch(1);
        Thread closer = new Thread(() -> {
            node.connections.close();
            closed.countDown();
        });
        closer.start();
        while (transport.messages().size() < 2) {
            Thread.onSpinWait();
        }
        assertThat(closed.getCount()).isEqualTo(1);
        transport.complete(null);

        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(client.messages()).hasSize(1);
    }

    @Test
    void closingDoesNotWaitForEver() {
        FakeTransport transport = new FakeTransport().hang();
        node.connect(null, transport);
        transport.slow();
        node.connections.close(Duration.ofMillis(10));

        assertThat(node.connections.statistics().clients()).isZero();
        assertThat(transport.closes()).isNotEmpty();
    }

    @Test
    void connectionsAreBornEndedAfterClosing() {
        node.connections.close();
        TransportConnection connection = node.negotiate(null);

        assertThat(connection.claim(TransportType.WEB_SOCKETS, TestNode.request()))
                .isEqualTo(Claim.ENDED);
        assertThat(node.connections.statistics().clients()).isZero();
    }
}
