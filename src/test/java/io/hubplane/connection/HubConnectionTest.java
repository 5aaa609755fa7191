package io.hubplane.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.connection.outbound.OutboundOptionsFixture;
import io.hubplane.connection.outbound.OverflowPolicy;
import io.hubplane.fake.FakeTransport;
import io.hubplane.lifetime.RecordingDispatch;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.lifetime.Unencodable;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.ProtocolException;
import io.hubplane.transport.CloseStatus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HubConnectionTest {
    private static final String CALL = "{\"type\":1,\"target\":\"a\",\"arguments\":[]}";
    private static final String CLOSED_WITH_ERROR =
            "{\"type\":7,\"error\":\"Connection closed with an error.\",\"allowReconnect\":true}";

    private final TestNode node = TestNode.on(new LocalBackplane()).build();
    private final TestClient client = node.connect("ann");
    private final HubConnection connection = node.dispatch.connection(client);

    private RecordingDispatch.Calls calls() {
        return node.dispatch.of(client);
    }

    private void assertGone() {
        assertThat(connection.isOpen()).isFalse();
        assertThat(node.connections.statistics().clients()).isZero();
        assertThat(TestNode.kept(node.lifetimeManager)).isZero();
        assertThat(calls().ends).hasSize(1);
    }

    private Throwable reason() {
        assertThat(calls().ends).hasSize(1);
        return calls().ends.get(0).orElseThrow();
    }

    @Test
    void knowsItsTransportAndUser() {
        assertThat(connection.id()).isEqualTo(client.id());
        assertThat(connection.transportName()).isEqualTo("WebSockets");
        assertThat(connection.userIdentifier()).contains("ann");
        assertThat(connection.sender().principal()).isPresent();
        assertThat(connection.header("x")).isEmpty();
    }

    @Test
    void messagesGoToTheReceiverWithTheirLength() {
        client.receives(CALL + "\u001e" + CALL + "\u001e");

        assertThat(calls().messages).hasSize(2);
        assertThat(calls().lengths).containsExactly(CALL.length(), CALL.length());
        assertThat(node.observer.events()).contains("received " + CALL.length());
    }

    @Test
    void aMessageMayComeByteByByte() {
        for (char c : (CALL + "\u001e").toCharArray()) {
            client.receives(String.valueOf(c));
        }

        assertThat(calls().messages).hasSize(1);
    }

    @Test
    void aMessageOfAnUnknownTypeIsSkipped() {
        client.receives("{\"type\":99}\u001e" + CALL + "\u001e");

        assertThat(calls().messages).hasSize(1);
    }

    @Test
    void pingsStayHere() {
        client.receives("{\"type\":6}\u001e");

        assertThat(calls().messages).isEmpty();
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void writesLeaveAtOnce() {
        connection.write(HubMessage.Completion.ofResult("1", 42));

        assertThat(client.messages()).containsExactly("{\"type\":3,\"invocationId\":\"1\",\"result\":42}");
    }

    @Test
    void aValueThatCannotBeEncodedIsReportedToTheWriterOnly() {
        assertThatThrownBy(() -> connection.write(HubMessage.Completion.ofResult("1", new Unencodable())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void whatIsNotAMessageClosesWithAnErrorAndLeaveToReconnect() {
        client.receives("{\"type\":\u001e" + CALL + "\u001e");

        assertThat(client.messages()).containsExactly(CLOSED_WITH_ERROR);
        assertThat(client.transport().closes()).first().isEqualTo(CloseStatus.POLICY_VIOLATION);
        assertThat(calls().messages).isEmpty();
        assertThat(reason()).isInstanceOf(ProtocolException.class);
        assertGone();
    }

    @Test
    void aMessageTooLongClosesWhetherItIsCompleteOrNot() {
        String text = "The maximum message size of 32768B was exceeded. "
                + "The message size can be configured by hubplane.maximum-receive-message-size.";
        client.connection().received(ByteBuffer.allocate(32 * 1024));
        assertThat(connection.isOpen()).isTrue();
        client.connection().received(ByteBuffer.allocate(1));
        assertThat(reason()).hasMessage(text);

        TestClient other = node.connect();
        other.receives("x".repeat(32 * 1024 + 1) + "\u001e");
        assertThat(node.dispatch.of(other).ends.get(0).orElseThrow()).hasMessage(text);
        assertThat(other.messages()).containsExactly(CLOSED_WITH_ERROR);
    }

    @Test
    void moreInOnePieceThanAMessageMayHaveClosesAsSuchAMessageDoes() {
        client.connection().tooLong();

        assertThat(reason()).hasMessageContaining("The maximum message size of 32768B was exceeded.");
        assertThat(client.messages()).containsExactly(CLOSED_WITH_ERROR);
        assertThat(client.connection().maximumMessageSize()).isEqualTo(32768);
    }

    @Test
    void moreInOnePieceThanAHandshakeMayHaveCancelsIt() {
        TestClient early = node.open(null, new FakeTransport());

        early.connection().tooLong();

        assertThat(early.transport().messages()).containsExactly("{\"error\":\"Handshake was canceled.\"}\u001e");
    }

    @Test
    void anAnnouncedLengthTooLongClosesBeforeTheMessageComes() {
        TestNode strict = TestNode.on(new LocalBackplane())
                .options(ConnectionOptionsFixture.maximumReceiveMessageSize(50))
                .build();
        TestClient binary = strict.open(null, new FakeTransport());
        binary.receives("{\"protocol\":\"bytes\",\"version\":1}\u001e");
        binary.connection().received(ByteBuffer.wrap(new byte[] {51}));

        assertThat(strict.dispatch.of(binary).ends.get(0).orElseThrow()).isInstanceOf(ProtocolException.class);
    }

    @Test
    void detailsAreToldWhenSwitchedOn() {
        TestNode detailed = TestNode.on(new LocalBackplane())
                .options(ConnectionOptionsFixture.detailed())
                .build();
        TestClient told = detailed.connect();
        detailed.dispatch.connection(told).fail(new IllegalStateException("disk full"), false);

        assertThat(told.messages())
                .containsExactly("{\"type\":7,\"error\":\"Connection closed with an error. "
                        + "IllegalStateException: disk full\"}");
    }

    @Test
    void aTransportThatClosesWithinAMessageIsAnError() {
        client.receives("{\"type\"");
        client.connection().closed(null);

        assertThat(reason()).hasMessage("Connection terminated while reading a message.");
        assertGone();
    }

    @Test
    void aTransportThatClosesBetweenMessagesIsRegular() {
        client.receives(CALL + "\u001e");
        client.connection().closed(null);

        assertThat(calls().ends).containsExactly(Optional.empty());
        assertThat(node.observer.events()).last().isEqualTo("closed WebSockets 0 CLIENT regular");
        assertGone();
    }

    @Test
    void whatBreaksTheTransportIsTheReason() {
        IllegalStateException failure = new IllegalStateException("reset");
        client.connection().closed(failure);

        assertThat(reason()).isSameAs(failure);
        assertThat(node.observer.events()).last().isEqualTo("closed WebSockets 0 TRANSPORT_ERROR irregular");
        assertGone();
    }

    @Test
    void aCloseOfTheClientEndsInTheRegularWay() {
        client.receives("{\"type\":7}\u001e" + CALL + "\u001e");

        assertThat(calls().ends).containsExactly(Optional.empty());
        assertThat(calls().messages).isEmpty();
        assertThat(client.messages()).containsExactly("{\"type\":7}");
        assertThat(client.transport().closes()).first().isEqualTo(CloseStatus.NORMAL);
        assertGone();
    }

    @Test
    void aClientThatSaidCloseAndDoesNotCloseIsClosedAfterTheCloseTimeout() {
        FakeTransport left = new FakeTransport().closedByItsClient();
        TestClient other = node.connect(null, left);
        other.receives("{\"type\":7}\u001e");

        node.pass(TimeoutOptions.DEFAULTS.closeTimeout());
        assertThat(left.closes()).isEmpty();
        node.pass(Duration.ofSeconds(1));

        assertThat(other.messages()).containsExactly("{\"type\":7}");
        assertThat(left.closes()).first().isEqualTo(CloseStatus.NORMAL);
    }

    @Test
    void aCloseOfTheClientWithAnErrorIsAReason() {
        client.receives("{\"type\":7,\"error\":\"tired\"}\u001e");

        assertThat(reason()).hasMessageContaining("tired");
    }

    @Test
    void abortClosesWithoutLeaveToReconnect() {
        connection.abort();

        assertThat(client.messages()).containsExactly("{\"type\":7}");
        assertThat(calls().ends).containsExactly(Optional.empty());
        assertGone();
    }

    @Test
    void failureGoesToTheReceiverAndNotToTheClient() {
        IllegalStateException failure = new IllegalStateException("secret");
        connection.fail(failure, false);

        assertThat(client.messages()).containsExactly("{\"type\":7,\"error\":\"Connection closed with an error.\"}");
        assertThat(client.transport().closes()).first().isEqualTo(CloseStatus.INTERNAL_ERROR);
        assertThat(reason()).isSameAs(failure);
    }

    @Test
    void theTransportIsClosedOnlyAfterTheCloseMessageHasLeft() {
        FakeTransport slow = new FakeTransport();
        TestClient other = node.connect(null, slow);
        HubConnection ending = node.dispatch.connection(other);
        slow.slow();
        ending.write(HubMessage.Ping.INSTANCE);
        ending.write(HubMessage.Completion.empty("1"));
        ending.abort();

        assertThat(slow.closes()).isEmpty();
        slow.complete(null);
        assertThat(slow.closes()).isEmpty();
        slow.complete(null);
        assertThat(other.messages())
                .containsExactly("{\"type\":6}", "{\"type\":3,\"invocationId\":\"1\"}", "{\"type\":7}");
        assertThat(slow.closes()).first().isEqualTo(CloseStatus.NORMAL);
    }

    @Test
    void aClosingConnectionCanBeFoundUntilItsTransportHasClosed() {
        FakeTransport hanging = new FakeTransport().hang();
        TestClient other = node.connect(null, hanging);
        node.dispatch.connection(other).abort();

        assertThat(node.connections.find(other.connection().token())).isPresent();
        other.connection().closed(null);
        assertThat(node.connections.find(other.connection().token())).isEmpty();
    }

    @Test
    void writesAfterTheEndAreDropped() {
        connection.abort();
        connection.write(HubMessage.Completion.empty("1"));

        assertThat(client.messages()).containsExactly("{\"type\":7}");
    }

    @Test
    void aSendThatFailsEndsTheConnection() {
        IllegalStateException failure = new IllegalStateException("broken pipe");
        client.transport().failWith(failure);
        connection.write(HubMessage.Completion.empty("1"));

        assertThat(reason()).isSameAs(failure);
        assertGone();
    }

    @Test
    void aClientTooSlowIsClosedWithLeaveToReconnectAndWithoutItsBacklog() {
        TestNode small = TestNode.on(new LocalBackplane())
                .options(ConnectionOptionsFixture.with(
                        OutboundOptionsFixture.outbound(OverflowPolicy.CLOSE, 10_000, 2, 1024)))
                .build();
        FakeTransport slow = new FakeTransport();
        TestClient lagging = small.connect(null, slow);
        slow.slow();
        for (int i = 0; i < 4; i++) {
            small.dispatch.connection(lagging).write(HubMessage.Completion.empty("" + i));
        }
        assertThat(small.dispatch.of(lagging).ends).hasSize(1);
        slow.speedUp();

        assertThat(lagging.messages()).containsExactly("{\"type\":3,\"invocationId\":\"0\"}", CLOSED_WITH_ERROR);
        assertThat(small.observer.events()).containsOnlyOnce("dropped 3");
        assertThat(small.connections.statistics().clients()).isZero();
    }

    @Test
    void aReceiverThatFailsEndsOnlyItsConnection() {
        node.dispatch.onReceived(message -> {
            throw new IllegalStateException("bug");
        });
        TestClient other = node.connect();
        client.receives(CALL + "\u001e" + CALL + "\u001e");

        assertThat(calls().messages).hasSize(1);
        assertGoneFrom(other);
    }

    private void assertGoneFrom(TestClient survivor) {
        assertThat(calls().ends).hasSize(1);
        assertThat(node.dispatch.connection(survivor).isOpen()).isTrue();
        assertThat(node.connections.statistics().clients()).isEqualTo(1);
    }

    @Test
    void theEndWaitsForTheReadingThreadWithoutBlockingAnyone() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        node.dispatch.onReceived(message -> {
            inside.countDown();
            try {
                assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        Thread reader = new Thread(() -> client.receives(CALL + "\u001e" + CALL + "\u001e"));
        reader.start();
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

        connection.abort();
        assertThat(calls().ends).isEmpty();
        assertThat(connection.isOpen()).isFalse();
        goOn.countDown();
        reader.join(10_000);

        assertThat(calls().ends).hasSize(1);
        assertThat(calls().messages).hasSize(1);
        assertThat(TestNode.kept(node.lifetimeManager)).isZero();
    }

    @Test
    void anEndFromTheReadingThreadIsToldAfterItsMessage() {
        node.dispatch.onReceived(message -> connection.abort());
        client.receives(CALL + "\u001e" + CALL + "\u001e");

        assertThat(calls().messages).hasSize(1);
        assertThat(calls().ends).isEqualTo(List.of(Optional.empty()));
    }

    @Test
    void aReceiverThatIsAboutToBlockPausesTheTransport() {
        node.dispatch.onReceived(message -> connection.pauseReceiving());
        client.receives(CALL + "\u001e");

        assertThat(client.transport().pauses()).isEqualTo(1);
    }

    @Test
    void itemsAreKeptWithTheConnection() {
        connection.items().put("key", 1);

        assertThat(node.dispatch.connection(client).items()).containsEntry("key", 1);
    }
}
