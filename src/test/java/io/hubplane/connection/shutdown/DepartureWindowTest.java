package io.hubplane.connection.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.connection.HubConnection;
import io.hubplane.fake.FakeTransport;
import io.hubplane.fake.StampedBackplane;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.transport.Arrival;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DepartureWindowTest {
    private static final int MANY = DepartureWindow.MOST + 8;
    private static final byte[] SEQUENCE = "{\"type\":9,\"sequenceId\":1}\u001e".getBytes(StandardCharsets.UTF_8);

    private final LocalBackplane.Exchange exchange = new LocalBackplane.Exchange();
    private final TestNode node = TestNode.on(new StampedBackplane(exchange)).build();
    private final TestNode other = TestNode.on(new StampedBackplane(exchange)).build();
    private final DepartureWindow window = new DepartureWindow(node.ticker);

    private List<TestClient> clients() {
        List<TestClient> clients = Stream.generate(() -> node.connectStateful(new FakeTransport()))
                .limit(MANY)
                .toList();
        node.connections.takeNoMore(window::look);
        return clients;
    }

    private HubConnection connection(TestClient client) {
        return node.dispatch.connection(client);
    }

    private static List<TestClient> asked(List<TestClient> clients) {
        return clients.stream()
                .filter(client -> client.transport().closes().equals(List.of(CloseStatus.SERVICE_RESTART)))
                .toList();
    }

    /** A client opens a WebSocket to the other node and goes on there. */
    private void come(TestClient client) {
        Arrival arrival = other.connections
                .arrive(client.connection().token(), TestNode.request())
                .orElseThrow()
                .toCompletableFuture()
                .join();
        TransportConnection connection = Objects.requireNonNull(arrival.connection());
        connection.claim(TransportType.WEB_SOCKETS, TestNode.request());
        FakeTransport transport = new FakeTransport();
        transport.attach(connection);
        connection.opened(transport);
        connection.received(ByteBuffer.wrap(SEQUENCE));
    }

    @Test
    void theNextOneIsAskedWhenOneHasArrivedElsewhere() {
        List<TestClient> clients = clients();
        clients.forEach(client -> window.ask(connection(client)));
        assertThat(asked(clients)).hasSize(DepartureWindow.MOST);

        come(clients.get(0));
        assertThat(other.dispatch.knows(clients.get(0).id())).isTrue();
        assertThat(asked(clients)).hasSize(DepartureWindow.MOST + 1);
        assertThat(window.isEmpty()).isFalse();
    }

    @Test
    void allArriveOneAfterTheOther() {
        List<TestClient> clients = clients();
        clients.forEach(client -> window.ask(connection(client)));
        clients.forEach(this::come);

        assertThat(window.isEmpty()).isTrue();
        assertThat(asked(clients)).hasSize(MANY);
        assertThat(other.connections.statistics().clients()).isEqualTo(MANY);
        assertThat(node.connections.statistics().clients()).isZero();
    }

    @Test
    void oneThatDoesNotComeMakesRoomAfterASecond() {
        List<TestClient> clients = clients();
        clients.forEach(client -> window.ask(connection(client)));
        node.ticker.advance(Duration.ofMillis(1_001));
        window.look();

        assertThat(asked(clients)).hasSize(MANY);
    }

    @Test
    void clientsWithoutStatefulReconnectAreToldAtOnce() {
        TestClient plain = node.connect();
        clients().forEach(client -> window.ask(connection(client)));
        window.ask(connection(plain));

        assertThat(plain.messages()).containsExactly("{\"type\":7,\"allowReconnect\":true}");
    }
}
