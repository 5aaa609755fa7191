package io.hubplane.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.connection.ConnectionOptions;
import io.hubplane.connection.ConnectionOptionsFixture;
import io.hubplane.connection.outbound.OutboundOptions;
import io.hubplane.connection.outbound.OverflowPolicy;
import io.hubplane.dispatch.DispatchOptions;
import io.hubplane.observe.GuardedHubObserver;
import io.hubplane.observe.HubObserver;
import io.hubplane.observed.ObservedNode.Client;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.Payload;
import io.hubplane.transport.TransportType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

/** All events, in order, in each course that a connection can take. */
class ObserverEventsTest {
    private final EventRecorder events = new EventRecorder();

    static Stream<ArgumentSet> ways() {
        return Arrays.stream(TransportType.values())
                .flatMap(type -> Stream.of(ObservedNode.JSON, ObservedNode.MESSAGE_PACK)
                        .filter(protocol -> type != TransportType.SERVER_SENT_EVENTS || protocol == ObservedNode.JSON)
                        .map(protocol -> org.junit.jupiter.params.provider.Arguments.argumentSet(
                                type + " " + protocol.name(), type, protocol)));
    }

    private ObservedNode node() {
        return new ObservedNode(GuardedHubObserver.of(events));
    }

    private Client connect(ObservedNode node, TransportType type, HubProtocol protocol) {
        Client client = node.connect(type, protocol);
        assertThat(events.take())
                .containsExactly(
                        "transport " + type.protocolName(),
                        "opened",
                        "frame of 1",
                        "connected began CONNECTED",
                        "connected ended COMPLETED",
                        "connected returned");
        assertThat(events.connections).last().satisfies(connection -> {
            assertThat(connection.hub()).isEqualTo(ObservedHub.class.getName());
            assertThat(connection.id()).isEqualTo(client.connection.id());
            assertThat(connection.transport()).isEqualTo(type.protocolName());
            assertThat(connection.protocol()).isEqualTo(protocol.name());
            assertThat(connection.userIdentifier()).contains("ann");
        });
        return client;
    }

    private Client connect(ObservedNode node) {
        return connect(node, TransportType.WEB_SOCKETS, ObservedNode.JSON);
    }

    private static HubMessage.Invocation call(String id, String target, Object... arguments) {
        return new HubMessage.Invocation(Map.of(), id, target, Arguments.of(arguments), List.of());
    }

    private static HubMessage.StreamInvocation stream(String target, Object... arguments) {
        return new HubMessage.StreamInvocation(Map.of(), "7", target, Arguments.of(arguments), List.of());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void clientThatCallsAndGoes(TransportType type, HubProtocol protocol) {
        ObservedNode node = node();
        Client client = connect(node, type, protocol);

        client.sends(call("1", "ADD", 1, 2));
        assertThat(events.take())
                .containsExactly("received", "add began INVOKE", "frame of 1", "add ended COMPLETED", "add returned");

        client.sends(HubMessage.Invocation.of("add", 1, 2));
        assertThat(events.take()).containsExactly("received", "add began SEND", "add ended COMPLETED", "add returned");

        node.ticker.advance(Duration.ofNanos(500));
        client.connection.closed(null);
        node.executor.runAll();
        assertThat(events.take()).containsExactly("closed CLIENT");
        assertThat(events.nanos).isEqualTo(500);
    }

    @Test
    void callSaysWhatTheClientSaid() {
        ObservedNode node = node();
        Client client = connect(node);
        Map<String, String> headers = Map.of("traceparent", "00-1-2-01");
        client.sends(new HubMessage.Invocation(headers, "9", "LATER", Arguments.of(), List.of()));

        assertThat(events.calls).last().satisfies(call -> {
            assertThat(call.connection()).isSameAs(events.connections.get(0));
            assertThat(call.number()).isEqualTo(2);
            assertThat(call.target()).isEqualTo("LATER");
            assertThat(call.method()).contains("later");
            assertThat(call.invocationId()).isEqualTo(Optional.of("9"));
            assertThat(call.headers()).isEqualTo(headers);
        });
    }

    @Test
    void callEndsWithItsStageAndHasLeftItsThreadBefore() {
        ObservedNode node = node();
        Client client = connect(node);
        client.sends(call("1", "later"));
        assertThat(events.take()).containsExactly("received", "later began INVOKE", "later returned");

        node.ticker.advance(Duration.ofNanos(250));
        node.hub.stage.complete("done");
        assertThat(events.take()).containsExactly("frame of 1", "later ended COMPLETED");
        assertThat(events.nanos).isEqualTo(250);
    }

    @Test
    void callTellsHowLongItHasWaited() {
        ObservedNode node = node();
        Client client = connect(node);
        client.connection.received(java.nio.ByteBuffer.wrap(ObservedNode.JSON.write(call("1", "later"))));
        node.ticker.advance(Duration.ofNanos(70));
        node.executor.runAll();
        assertThat(events.take()).containsExactly("received", "later began INVOKE", "later returned");
        assertThat(events.nanos).isEqualTo(70);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void callThatFails(TransportType type, HubProtocol protocol) {
        Client client = connect(node(), type, protocol);
        client.sends(call("1", "fails"));
        assertThat(events.take())
                .containsExactly(
                        "received", "fails began INVOKE", "frame of 1", "fails ended FAILED, failed", "fails returned");
    }

    @Test
    void callsThatAreRefused() {
        Client client = connect(node());
        client.sends(call("1", "unknown"));
        assertThat(events.take())
                .containsExactly(
                        "received", "? began INVOKE", "frame of 1", "? ended UNKNOWN_METHOD, failed", "? returned");

        client.sends(call("2", "forbidden"));
        assertThat(events.take())
                .containsExactly(
                        "received",
                        "forbidden began INVOKE",
                        "frame of 1",
                        "forbidden ended FORBIDDEN, failed",
                        "forbidden returned");

        client.sends(call("3", "add", 1));
        assertThat(events.take())
                .containsExactly(
                        "received", "add began INVOKE", "frame of 1", "add ended INVALID, failed", "add returned");

        client.sends(new HubMessage.Invocation(Map.of(), "4", "sum", Arguments.of(), List.of()));
        assertThat(events.take())
                .containsExactly(
                        "received", "sum began INVOKE", "frame of 1", "sum ended INVALID, failed", "sum returned");
    }

    @Test
    void callsBeyondTheRate() {
        ObservedNode node = new ObservedNode(
                events,
                ConnectionOptions.DEFAULTS,
                new DispatchOptions(1, 1, 16, 1, 1, 10, 64 * 1024, Duration.ofSeconds(30), false));
        Client client = connect(node);
        client.sends(call("1", "add", 1, 2));
        events.take();

        client.sends(call("2", "add", 1, 2));
        assertThat(events.take())
                .containsExactly(
                        "received",
                        "limit calls-per-second-per-client",
                        "frame of 1",
                        "add began INVOKE",
                        "add ended LIMIT",
                        "add returned");
    }

    @Test
    void streamsBeyondTheirNumber() {
        ObservedNode node = new ObservedNode(
                events,
                ConnectionOptions.DEFAULTS,
                new DispatchOptions(1, 1, 16, 10, 10, 10, 64 * 1024, Duration.ofSeconds(30), false));
        Client client = connect(node);
        client.sends(stream("silence"));
        events.take();

        client.sends(new HubMessage.StreamInvocation(Map.of(), "8", "count", Arguments.of(1), List.of()));
        assertThat(events.take())
                .containsExactly(
                        "received",
                        "limit maximum-parallel-streams-per-client",
                        "frame of 1",
                        "count began STREAM",
                        "count ended LIMIT",
                        "count returned");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void streamOfTheHub(TransportType type, HubProtocol protocol) {
        Client client = connect(node(), type, protocol);
        client.sends(stream("count", 2));
        assertThat(events.take().stream().filter(event -> !event.startsWith("frame")))
                .containsExactly(
                        "received",
                        "count began STREAM",
                        "count item",
                        "count item",
                        "count ended COMPLETED",
                        "count returned");
    }

    @Test
    void streamThatItsClientCancels() {
        Client client = connect(node());
        client.sends(stream("silence"));
        assertThat(events.take()).containsExactly("received", "silence began STREAM", "silence returned");

        client.sends(new HubMessage.CancelInvocation(Map.of(), "7"));
        assertThat(events.take()).containsExactly("received", "frame of 1", "silence ended CANCELLED");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void streamOfTheClient(TransportType type, HubProtocol protocol) {
        Client client = connect(node(), type, protocol);
        client.sends(new HubMessage.Invocation(Map.of(), "1", "sum", Arguments.of(), List.of("s")));
        assertThat(events.take()).containsExactly("received", "sum upload s began", "sum began INVOKE", "sum returned");

        client.sends(new HubMessage.StreamItem(Map.of(), "s", Payload.of(4)));
        assertThat(events.take()).containsExactly("received", "sum upload s item");

        client.sends(HubMessage.Completion.empty("s"));
        assertThat(events.take())
                .containsExactly("received", "sum upload s ended", "frame of 1", "sum ended COMPLETED");
    }

    @Test
    void streamOfAClientThatGoes() {
        ObservedNode node = node();
        Client client = connect(node);
        client.sends(new HubMessage.Invocation(Map.of(), "1", "sum", Arguments.of(), List.of("s")));
        events.take();

        client.connection.closed(new IOException("reset"));
        node.executor.runAll();
        assertThat(events.take())
                .containsExactly("closed TRANSPORT_ERROR, failed", "sum upload s ended", "sum ended CANCELLED, failed");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void clientThatIsAskedAndAnswers(TransportType type, HubProtocol protocol) {
        ObservedNode node = node();
        Client client = connect(node, type, protocol);
        client.sends(call("1", "ask"));
        assertThat(events.take())
                .containsExactly("received", "ask began INVOKE", "asked name", "frame of 1", "ask returned");

        node.ticker.advance(Duration.ofNanos(90));
        client.sends(HubMessage.Completion.ofResult("s1", "Ann"));
        assertThat(events.take()).containsExactly("received", "frame of 1", "ask ended COMPLETED", "name ANSWERED");
        assertThat(events.nanos).isEqualTo(90);
    }

    @Test
    void clientThatIsAskedAndDoesNot() {
        ObservedNode node = node();
        Client client = connect(node);
        client.sends(call("1", "ask"));
        client.sends(HubMessage.Completion.ofError("s1", "no"));
        assertThat(events.take()).contains("name ERROR").doesNotContain("name ANSWERED");

        client.sends(call("2", "ask"));
        events.take();
        node.pass(Duration.ofSeconds(29));
        client.sends(HubMessage.Ping.INSTANCE);
        events.take();
        node.pass(Duration.ofSeconds(2));
        assertThat(events.take()).containsOnlyOnce("name TIMEOUT");

        client.sends(call("3", "ask"));
        events.take();
        client.connection.closed(null);
        node.executor.runAll();
        assertThat(events.take()).containsExactly("ask ended FAILED, failed", "name UNREACHABLE", "closed CLIENT");
    }

    @Test
    void messageForMany() {
        ObservedNode node = node();
        Client client = connect(node);
        connect(node, TransportType.LONG_POLLING, ObservedNode.MESSAGE_PACK);
        client.sends(HubMessage.Invocation.of("tellAll"));
        assertThat(events.take())
                .containsExactly(
                        "received",
                        "tellAll began SEND",
                        "frame of 1",
                        "frame of 1",
                        "sent told to 2 of ALL",
                        "sent unheard to 0 of GROUPS",
                        "tellAll ended COMPLETED",
                        "tellAll returned");
    }

    @Test
    void handshakesThatFail() {
        ObservedNode node = node();
        node.open(TransportType.WEB_SOCKETS, ObservedNode.JSON).says("{\"protocol\":\"morse\",\"version\":1}\u001e");
        assertThat(events.take()).containsExactly("transport WebSockets", "handshake failed PROTOCOL_ERROR");

        node.open(TransportType.WEB_SOCKETS, ObservedNode.JSON);
        node.pass(Duration.ofSeconds(16));
        assertThat(events.take()).containsExactly("transport WebSockets", "handshake failed TIMEOUT");

        node.open(TransportType.WEB_SOCKETS, ObservedNode.JSON).connection.closed(null);
        assertThat(events.take()).containsExactly("transport WebSockets", "handshake failed CLIENT");

        node.open(TransportType.WEB_SOCKETS, ObservedNode.JSON);
        node.connections.close();
        assertThat(events.take()).containsExactly("transport WebSockets", "handshake failed SHUTDOWN");
        assertThat(events.connections).isEmpty();
    }

    @Test
    void connectionsThatEndOtherwise() {
        ObservedNode node = node();
        Client silent = connect(node);
        silent.sends(HubMessage.Ping.INSTANCE);
        node.pass(Duration.ofSeconds(31));
        assertThat(events.take()).containsExactly("received", "closed TIMEOUT, failed", "frame of 1");
        assertThat(silent.transport.closes()).isNotEmpty();

        connect(node).says("nonsense\u001e");
        assertThat(events.take()).containsExactly("frame of 1", "closed PROTOCOL_ERROR, failed");

        connect(node);
        node.connections.close();
        assertThat(events.take()).containsExactly("closed SHUTDOWN", "frame of 1");
    }

    private static ConnectionOptions small(OverflowPolicy policy) {
        return ConnectionOptionsFixture.with(
                new OutboundOptions(1024, 2, 1, Duration.ofSeconds(3), policy, 64 * 1024, 64 * 1024));
    }

    @Test
    void slowClient() {
        ObservedNode node = new ObservedNode(events, small(OverflowPolicy.CLOSE), DispatchOptions.DEFAULTS);
        Client client = connect(node);
        client.transport.slow();
        for (int i = 0; i < 3; i++) {
            client.sends(HubMessage.Invocation.of("tellAll"));
        }
        events.take();

        client.sends(HubMessage.Invocation.of("tellAll"));
        List<String> closing = new ArrayList<>(events.take());
        closing.removeIf(event -> !event.startsWith("closed") && !event.startsWith("dropped"));
        assertThat(closing).containsExactly("closed SLOW_CLIENT, failed", "dropped 3");
    }

    @Test
    void slowClientWhoseOldestMessagesAreDropped() {
        ObservedNode node = new ObservedNode(events, small(OverflowPolicy.DROP_OLDEST), DispatchOptions.DEFAULTS);
        Client client = connect(node);
        client.transport.slow();
        for (int i = 0; i < 3; i++) {
            client.sends(HubMessage.Invocation.of("tellAll"));
        }
        assertThat(events.take()).noneMatch(event -> event.startsWith("dropped"));

        client.sends(HubMessage.Invocation.of("tellAll"));
        assertThat(events.take()).containsOnlyOnce("dropped 1").noneMatch(event -> event.startsWith("closed"));
    }

    @Test
    void nobodyObservesAndNothingIsMade() {
        ObservedNode node = new ObservedNode(HubObserver.NONE);
        Client client = node.connect(TransportType.WEB_SOCKETS, ObservedNode.JSON);
        client.sends(call("1", "ask"));
        client.sends(HubMessage.Completion.ofResult("s1", "Ann"));
        assertThat(client.transport.messages()).hasSize(3);
    }
}
