package io.hubplane.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.connection.ConnectionOptions;
import io.hubplane.connection.ConnectionOptionsFixture;
import io.hubplane.connection.outbound.OutboundOptions;
import io.hubplane.connection.outbound.OverflowPolicy;
import io.hubplane.dispatch.DispatchOptions;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.HubStatistics;
import io.hubplane.observed.ObservedNode.Client;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.HubMessage;
import io.hubplane.transport.TransportType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the statistics count, and that they are 0 again when clients have gone. */
class HubStatisticsTest {
    private final ObservedNode node = new ObservedNode(HubObserver.NONE);

    private static HubMessage.Invocation call(String id, String target, Object... arguments) {
        return new HubMessage.Invocation(Map.of(), id, target, Arguments.of(arguments), List.of());
    }

    private HubStatistics now() {
        return node.connections.statistics();
    }

    private static void assertNothingLeft(HubStatistics left) {
        assertThat(left)
                .isEqualTo(new HubStatistics(
                        ObservedHub.class.getName(),
                        0,
                        0,
                        Map.of(),
                        Map.of(),
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        left.limitsReached(),
                        left.totals()));
    }

    @Test
    void connectionsAreCountedByTransportAndProtocol() {
        Client first = node.connect(TransportType.WEB_SOCKETS, ObservedNode.JSON);
        Client second = node.connect(TransportType.WEB_SOCKETS, ObservedNode.MESSAGE_PACK);
        Client third = node.connect(TransportType.LONG_POLLING, ObservedNode.JSON);
        Client silent = node.open(TransportType.SERVER_SENT_EVENTS, ObservedNode.JSON);
        node.lifetime.addToGroup(first.connection.id(), "room");
        node.lifetime.addToGroup(second.connection.id(), "room");
        node.lifetime.addToGroup(second.connection.id(), "hall");

        HubStatistics counted = now();
        assertThat(counted.hub()).isEqualTo(ObservedHub.class.getName());
        assertThat(counted.clients()).isEqualTo(4);
        assertThat(counted.connections()).isEqualTo(3);
        assertThat(counted.connectionsByTransport()).isEqualTo(Map.of("WebSockets", 2, "LongPolling", 1));
        assertThat(counted.connectionsByProtocol()).isEqualTo(Map.of("json", 2, "messagepack", 1));
        assertThat(counted.users()).isEqualTo(1);
        assertThat(counted.groups()).isEqualTo(2);
        assertThat(counted.scopes()).isEqualTo(4);
        assertThat(counted.totals().connectionsOpened()).isEqualTo(3);

        for (Client client : List.of(first, second, third, silent)) {
            client.connection.closed(null);
        }
        node.executor.runAll();
        assertNothingLeft(now());
        assertThat(now().totals().connectionsOpened()).isEqualTo(3);
    }

    @Test
    void whatIsUnderWayIsCounted() {
        Client client = node.connect(TransportType.WEB_SOCKETS, ObservedNode.JSON);
        client.sends(new HubMessage.StreamInvocation(Map.of(), "7", "silence", Arguments.of(), List.of()));
        client.sends(new HubMessage.Invocation(Map.of(), "8", "sum", Arguments.of(), List.of("s")));
        client.sends(call("1", "ask"));
        client.sends(call("2", "later"));
        client.sends(call("3", "later"));

        HubStatistics counted = now();
        assertThat(counted.calls()).isEqualTo(5);
        assertThat(counted.streams()).isEqualTo(2);
        assertThat(counted.clientResultsAwaited()).isEqualTo(1);
        assertThat(counted.clientResultsOwed()).isEqualTo(1);

        node.hub.stage.complete("done");
        node.executor.runAll();
        assertThat(now().calls()).isEqualTo(3);

        client.connection.closed(null);
        node.executor.runAll();
        assertNothingLeft(now());
    }

    @Test
    void messagesAndBytesAreAddedUp() {
        Client client = node.connect(TransportType.WEB_SOCKETS, ObservedNode.JSON);
        HubStatistics.Totals before = now().totals();
        HubMessage.Invocation call = call("1", "add", 1, 2);
        client.sends(call);
        client.sends(call);

        HubStatistics.Totals after = now().totals();
        assertThat(after.messagesReceived() - before.messagesReceived()).isEqualTo(2);
        assertThat(after.bytesReceived() - before.bytesReceived())
                .isEqualTo(2L * (ObservedNode.JSON.write(call).length - 1));
        assertThat(after.messagesSent() - before.messagesSent()).isEqualTo(2);
        assertThat(after.bytesSent() - before.bytesSent())
                .isEqualTo(2L * ObservedNode.JSON.write(HubMessage.Completion.ofResult("1", 3)).length);
    }

    @Test
    void whatWaitsForSlowClientsIsCounted() {
        OutboundOptions small =
                new OutboundOptions(1024, 2, 8, Duration.ofSeconds(3), OverflowPolicy.CLOSE, 64 * 1024, 64 * 1024);
        ObservedNode slowNode =
                new ObservedNode(HubObserver.NONE, ConnectionOptionsFixture.with(small), DispatchOptions.DEFAULTS);
        Client client = slowNode.connect(TransportType.WEB_SOCKETS, ObservedNode.JSON);
        int length = ObservedNode.JSON.write(HubMessage.Invocation.of("told")).length;
        client.transport.slow();
        for (int i = 0; i < 3; i++) {
            client.sends(HubMessage.Invocation.of("tellAll"));
        }
        HubStatistics counted = slowNode.connections.statistics();
        assertThat(counted.waitingMessages()).isEqualTo(2);
        assertThat(counted.waitingBytes()).isEqualTo(2L * length);
        assertThat(counted.slowClients()).isZero();

        client.sends(HubMessage.Invocation.of("tellAll"));
        assertThat(slowNode.connections.statistics().slowClients()).isEqualTo(1);

        slowNode.ticker.advance(Duration.ofSeconds(4));
        client.sends(HubMessage.Invocation.of("tellAll"));
        assertThat(slowNode.connections.statistics().totals().messagesDropped()).isEqualTo(4);
        assertThat(slowNode.connections.statistics().waitingMessages()).isEqualTo(1);
    }

    @Test
    void limitsAreCountedByTheirNames() {
        ObservedNode strict = new ObservedNode(
                HubObserver.NONE,
                ConnectionOptions.DEFAULTS,
                new DispatchOptions(1, 1, 16, 1, 1, 10, 64 * 1024, Duration.ofSeconds(30), false));
        Client client = strict.connect(TransportType.WEB_SOCKETS, ObservedNode.JSON);
        for (int i = 0; i < 4; i++) {
            client.sends(call("1", "add", 1, 2));
        }
        assertThat(strict.connections.statistics().limitsReached())
                .isEqualTo(Map.of("calls-per-second-per-client", 3L));
    }
}
