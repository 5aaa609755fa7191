package io.hubplane.connection.shutdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.fake.FakeTransport;
import io.hubplane.fake.StampedBackplane;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.observe.HubObserver;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A running node that moves its clients to other nodes. */
class DrainTest {
    private static final String CLOSE = "{\"type\":7,\"allowReconnect\":true}";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestNode node = TestNode.on(new LocalBackplane()).build();
    private final List<Integer> reported = new ArrayList<>();
    private final HubObserver observer = new HubObserver() {
        @Override
        public void nodeDraining(int connections) {
            reported.add(connections);
        }
    };

    private Drain drain(Duration spread, Duration timeout) {
        return new Drain(new DrainOptions(spread, timeout), node.heartbeat, observer, List.of(node.connections));
    }

    private static boolean isDone(CompletionStage<Void> stage) {
        return stage.toCompletableFuture().isDone();
    }

    private static long told(List<TestClient> clients) {
        return clients.stream()
                .filter(client -> client.messages().contains(CLOSE))
                .count();
    }

    @Test
    void fromItsBeginningNoConnectionsAreMadeAndThoseThereGoOn() {
        TestClient client = node.connect();
        CompletionStage<Void> end =
                drain(Duration.ofHours(1), Duration.ofHours(1)).begin();

        assertThat(node.connections.takesConnections()).isFalse();
        assertThat(client.messages()).isEmpty();
        assertThat(isDone(end)).isFalse();
    }

    @Test
    void clientsAreAskedToGoOverTheSpread() {
        List<TestClient> clients = Stream.generate(node::connect).limit(200).toList();
        CompletionStage<Void> end =
                drain(Duration.ofSeconds(10), Duration.ofMinutes(1)).begin();
        List<Long> told = new ArrayList<>();
        for (int second = 0; second < 10; second++) {
            node.pass(SECOND);
            told.add(told(clients));
        }

        assertThat(told).isSorted();
        assertThat(told.get(0)).isBetween(10L, 34L);
        assertThat(told.get(4)).isBetween(50L, 170L);
        assertThat(told.get(9)).isEqualTo(200);
        node.pass(SECOND);
        assertThat(isDone(end)).isTrue();
    }

    @Test
    void withoutASpreadAllAreAskedWithTheNextHeartbeat() {
        List<TestClient> clients = Stream.generate(node::connect).limit(20).toList();
        drain(Duration.ZERO, Duration.ofMinutes(1)).begin();
        node.pass(SECOND);

        assertThat(told(clients)).isEqualTo(20);
    }

    @Test
    void aConnectionThatIsMadeInTheLastMomentIsAskedToo() {
        Drain drain = drain(Duration.ZERO, Duration.ofMinutes(1));
        CompletionStage<Void> end = drain.begin();
        TestClient late = node.connect(); // its request was admitted before the drain
        node.pass(SECOND);
        node.pass(SECOND);

        assertThat(late.messages()).containsExactly(CLOSE);
        assertThat(isDone(end)).isTrue();
    }

    @Test
    void whoeverIsLeftWhenTheTimeIsOverIsEnded() {
        List<TestClient> clients = Stream.generate(node::connect).limit(100).toList();
        CompletionStage<Void> end =
                drain(Duration.ofHours(1), Duration.ofSeconds(3)).begin();
        node.pass(SECOND);
        node.pass(SECOND);
        assertThat(told(clients)).isLessThan(10);
        node.pass(SECOND);
        assertThat(told(clients)).isEqualTo(100);
        node.pass(SECOND);
        assertThat(isDone(end)).isTrue();
    }

    @Test
    void itIsNotOverWhileALastMessageIsUnderWay() {
        FakeTransport slow = new FakeTransport();
        node.connect(null, slow);
        slow.slow();
        CompletionStage<Void> end = drain(Duration.ZERO, Duration.ofMinutes(1)).begin();
        node.pass(SECOND);
        node.pass(SECOND);

        assertThat(isDone(end)).isFalse();
        slow.complete(null);
        node.pass(SECOND);
        assertThat(isDone(end)).isTrue();
    }

    @Test
    void observersHearHowManyAreLeftUntilNobodyIs() {
        Stream.generate(node::connect).limit(10).forEach(client -> {});
        drain(Duration.ofSeconds(5), Duration.ofMinutes(1)).begin();
        for (int second = 0; second < 8; second++) {
            node.pass(SECOND);
        }

        assertThat(reported).first().isEqualTo(10);
        assertThat(reported).last().isEqualTo(0);
        assertThat(reported.stream().filter(left -> left == 0)).hasSize(1);
    }

    @Test
    void withStatefulReconnectTransportsAreClosedAndTheirClientsGoOnElsewhere() {
        LocalBackplane.Exchange exchange = new LocalBackplane.Exchange();
        TestNode drained = TestNode.on(new StampedBackplane(exchange)).build();
        TestNode other = TestNode.on(new StampedBackplane(exchange)).build();
        TestClient client = drained.connectStateful(new FakeTransport());
        Drain drain = new Drain(
                new DrainOptions(Duration.ZERO, Duration.ofMinutes(1)),
                drained.heartbeat,
                observer,
                List.of(drained.connections));
        CompletionStage<Void> end = drain.begin();
        drained.pass(SECOND);

        assertThat(client.messages()).isEmpty();
        assertThat(client.transport().closes()).containsExactly(CloseStatus.SERVICE_RESTART);
        TransportConnection here =
                drained.connections.find(client.connection().token()).orElseThrow();
        assertThat(here.claim(TransportType.WEB_SOCKETS, TestNode.request())).isEqualTo(Claim.ELSEWHERE);
        assertThat(isDone(end)).isFalse();
        TransportConnection there = Objects.requireNonNull(other.connections
                .arrive(client.connection().token(), TestNode.request())
                .orElseThrow()
                .toCompletableFuture()
                .join()
                .connection());
        FakeTransport transport = new FakeTransport();
        there.opened(transport);
        there.received(ByteBuffer.wrap("{\"type\":9,\"sequenceId\":1}\u001e".getBytes(StandardCharsets.UTF_8)));
        drained.pass(SECOND);
        assertThat(transport.messages()).containsExactly("{\"type\":9,\"sequenceId\":1}\u001e");
        assertThat(isDone(end)).isTrue();
    }

    @Test
    void whoeverDoesNotComeElsewhereIsEndedWhenTheTimeIsOver() {
        LocalBackplane.Exchange exchange = new LocalBackplane.Exchange();
        TestNode drained = TestNode.on(new StampedBackplane(exchange)).build();
        TestClient client = drained.connectStateful(new FakeTransport());
        new Drain(
                        new DrainOptions(Duration.ZERO, Duration.ofSeconds(3)),
                        drained.heartbeat,
                        observer,
                        List.of(drained.connections))
                .begin();
        drained.pass(SECOND);
        assertThat(drained.dispatch.of(client).ends).isEmpty();
        drained.pass(Duration.ofSeconds(2));
        assertThat(drained.dispatch.of(client).ends).hasSize(1);
    }

    @Test
    void aSecondBeginningChangesNothing() {
        node.connect();
        Drain drain = drain(Duration.ZERO, Duration.ofMinutes(1));
        CompletionStage<Void> first = drain.begin();
        CompletionStage<Void> second = drain.begin();
        node.pass(SECOND);
        node.pass(SECOND);

        assertThat(isDone(first)).isTrue();
        assertThat(isDone(second)).isTrue();
        assertThat(reported).containsExactly(1, 0);
    }

    @Test
    void timesAreBounded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DrainOptions(Duration.ofSeconds(-1), Duration.ZERO))
                .withMessage("spread is PT-1S, must be from 0 to PT1H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DrainOptions(Duration.ZERO, Duration.ofHours(2)))
                .withMessage("timeout is PT2H, must be from 0 to PT1H");
    }
}
