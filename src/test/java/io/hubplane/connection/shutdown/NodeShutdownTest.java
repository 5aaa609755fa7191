package io.hubplane.connection.shutdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.fake.FakeTicker;
import io.hubplane.fake.FakeTransport;
import io.hubplane.fake.StampedBackplane;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.protocol.HubMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NodeShutdownTest {
    private static final String CLOSE = "{\"type\":7,\"allowReconnect\":true}";

    private final TestNode node = TestNode.on(new LocalBackplane()).build();
    private final TestNode other = TestNode.on(new LocalBackplane()).build();
    private final FakeTicker ticker = new FakeTicker();

    private NodeShutdown shutdown(Duration delay, Duration spread, Runnable duringPause) {
        return new NodeShutdown(new ShutdownOptions(delay, spread), ticker, time -> {
            duringPause.run();
            ticker.advance(Duration.ofNanos(time));
        });
    }

    @Test
    void duringTheDelayNoConnectionsAreMadeAndThoseThereAreGoOn() {
        TestClient client = node.connect();
        List<String> seen = new ArrayList<>();
        shutdown(Duration.ofSeconds(20), Duration.ZERO, () -> {
                    node.lifetimeManager.send(Recipients.ALL, HubMessage.Invocation.of("hello"));
                    seen.addAll(client.messages());
                    seen.add("takes connections: " + node.connections.takesConnections());
                })
                .run(List.of(node.connections));

        assertThat(seen)
                .containsExactly("{\"type\":1,\"target\":\"hello\",\"arguments\":[]}", "takes connections: false");
        assertThat(client.messages()).last().isEqualTo(CLOSE);
        assertThat(node.connections.statistics().clients()).isZero();
    }

    @Test
    void withoutADelayEverybodyIsToldAtOnce() {
        List<TestClient> clients = List.of(node.connect(), node.connect(), other.connect());
        long begin = ticker.getAsLong();
        shutdown(Duration.ZERO, Duration.ZERO, () -> {}).run(List.of(node.connections, other.connections));

        assertThat(ticker.getAsLong()).isEqualTo(begin);
        assertThat(clients).allSatisfy(client -> assertThat(client.messages()).containsExactly(CLOSE));
    }

    @Test
    void closesAreSpreadEvenlyOverAllHubs() {
        List<TestClient> clients = Stream.generate(node::connect).limit(50).toList();
        List<TestClient> others = Stream.generate(other::connect).limit(50).toList();
        long begin = ticker.getAsLong();
        List<Long> told = new ArrayList<>();
        shutdown(
                        Duration.ZERO,
                        Duration.ofSeconds(10),
                        () -> told.add(Stream.concat(clients.stream(), others.stream())
                                .filter(client -> !client.messages().isEmpty())
                                .count()))
                .run(List.of(node.connections, other.connections));

        assertThat(told).hasSize(101).isSorted(); // one of them for the delay
        assertThat(told.get(50)).isEqualTo(49);
        assertThat(Duration.ofNanos(ticker.getAsLong() - begin))
                .isBetween(Duration.ofMillis(9_800), Duration.ofSeconds(10));
        assertThat(clients.stream().filter(client -> client.messages().isEmpty()))
                .isEmpty();
        assertThat(node.connections.statistics().clients()).isZero();
    }

    @Test
    void clientsWhoDoNotComeToAnotherNodeAreGivenUpAfterFiveSeconds() {
        TestNode farmed =
                TestNode.on(new StampedBackplane(new LocalBackplane.Exchange())).build();
        List<TestClient> clients = Stream.generate(() -> farmed.connectStateful(new FakeTransport()))
                .limit(500)
                .toList();
        long begin = ticker.getAsLong();
        shutdown(Duration.ZERO, Duration.ZERO, () -> {}).run(List.of(farmed.connections));

        assertThat(Duration.ofNanos(ticker.getAsLong() - begin))
                .isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_100));
        assertThat(clients)
                .allSatisfy(
                        client -> assertThat(farmed.dispatch.of(client).ends).hasSize(1));
        assertThat(farmed.connections.statistics().clients()).isZero();
    }

    @Test
    void aHubDoesNotWaitForTheSlowClientsOfAnother() throws Exception {
        FakeTransport slow = new FakeTransport();
        node.connect(null, slow);
        slow.slow();
        FakeTransport quick = new FakeTransport();
        other.connect(null, quick);
        CompletableFuture<Void> shutdown =
                CompletableFuture.runAsync(() -> new NodeShutdown(ShutdownOptions.DEFAULTS, System::nanoTime)
                        .run(List.of(node.connections, other.connections)));
        other.connections.awaitClosed(Duration.ofSeconds(10));

        assertThat(quick.closes()).isNotEmpty();
        assertThat(slow.closes()).isEmpty();
        slow.complete(null);
        shutdown.get(10, TimeUnit.SECONDS);
        assertThat(slow.closes()).isNotEmpty();
    }

    @Test
    void anInterruptEndsTheWait() {
        TestClient client = node.connect();
        NodeShutdown shutdown =
                new NodeShutdown(new ShutdownOptions(Duration.ofHours(1), Duration.ofHours(1)), System::nanoTime);
        Thread.currentThread().interrupt();
        shutdown.run(List.of(node.connections));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(client.messages()).containsExactly(CLOSE);
        assertThat(node.connections.statistics().clients()).isZero();
    }

    @Test
    void timesAreBounded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShutdownOptions(Duration.ofSeconds(-1), Duration.ZERO))
                .withMessage("delay is PT-1S, must be from 0 to PT1H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShutdownOptions(Duration.ZERO, Duration.ofHours(2)))
                .withMessage("spread is PT2H, must be from 0 to PT1H");
    }
}
