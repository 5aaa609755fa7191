package io.hubplane.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportType;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubEndpointTest {
    private static final ServerEndpointConfig CONFIG = ServerEndpointConfig.Builder.create(
                    HubEndpoint.class, "/internal")
            .configurator(new ConnectionHandover())
            .build();

    private final RecordedConnection connection = new RecordedConnection();
    private final FakeSession fake = new FakeSession();
    private final Session session = fake.toSession();
    private final HubEndpoint endpoint = new HubEndpoint();
    private final FakeWire wire = new FakeWire();
    private final AtomicReference<HandedConnection> handedOver =
            new AtomicReference<>(new HandedConnection(connection, wire, ""));

    @BeforeEach
    void open() {
        fake.userProperties.put(HandedConnection.PROPERTY, handedOver);
        endpoint.onOpen(session, CONFIG);
    }

    private Transport transport() {
        return Objects.requireNonNull(connection.transport);
    }

    private static CloseReason reason(int code) {
        return new CloseReason(CloseCodes.getCloseCode(code), "");
    }

    @Test
    void connectionIsOpenedOverAWebSocketThatCarriesAll() {
        assertThat(connection.events).containsExactly("opened");
        assertThat(transport().type()).isEqualTo(TransportType.WEB_SOCKETS);
        assertThat(transport().carriesBinary()).isTrue();
    }

    @Test
    void containerIsLeftNoConnectionToKeep() {
        assertThat(handedOver).hasValue(null);
    }

    @Test
    void serverIsKeptFromHoldingMuchForAPeerThatDoesNotRead() {
        assertThat(wire.holdsLittle).isTrue();
    }

    @Test
    void wireIsReleasedWhenTheWebSocketIsClosed() {
        assertThat(connection.released).isEmpty();
        transport().close(CloseStatus.NORMAL);

        assertThat(connection.released).containsExactly(wire);
    }

    @Test
    void webSocketWithoutAConnectionIsNotOpened() {
        assertThatNullPointerException()
                .isThrownBy(() -> new HubEndpoint().onOpen(new FakeSession().toSession(), CONFIG));
    }

    @Test
    void textAndBinaryPartsReachTheConnection() {
        fake.receive("text", false);
        fake.receive(ByteBuffer.wrap(new byte[] {'b'}), true);

        assertThat(connection.events).containsExactly("opened", "received text", "received b");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1005, 3000, 4999})
    void regularEndIsNoFailure(int code) {
        endpoint.onClose(session, reason(code));

        assertThat(connection.events).containsExactly("opened", "closed null");
    }

    @ParameterizedTest
    @ValueSource(ints = {1002, 1006, 1007, 1009, 1011})
    void otherEndIsAFailureThatNamesTheStatus(int code) {
        endpoint.onClose(session, reason(code));

        assertThat(connection.events).containsExactly("opened", "closed The WebSocket ended with status " + code);
    }

    @Test
    void errorEndsTheConnectionOnceAndClosesTheWebSocket() {
        endpoint.onError(session, new IllegalStateException("broken"));
        endpoint.onClose(session, reason(1006));

        assertThat(connection.events).containsExactly("opened", "closed broken");
        assertThat(fake.calls).containsExactly("close 1011");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NORMAL", "GOING_AWAY", "POLICY_VIOLATION", "INTERNAL_ERROR"})
    void closeSendsItsStatusAndIsNoFailureWhateverTheContainerReports(CloseStatus status) {
        fake.onClose = () -> endpoint.onClose(session, reason(status.code()));

        transport().close(status);

        assertThat(fake.calls).containsExactly("close " + status.code());
        assertThat(connection.events).containsExactly("opened", "closed null");
    }

    @Test
    void closeEndsTheConnectionEvenIfThePeerNeverAnswers() {
        transport().close(CloseStatus.NORMAL);

        assertThat(connection.events).containsExactly("opened", "closed null");
    }

    @Test
    void closeOfAWebSocketThatIsGoneEndsTheConnection() {
        fake.onClose = () -> {
            throw new IllegalStateException("gone");
        };

        transport().close(CloseStatus.NORMAL);

        assertThat(connection.events).containsExactly("opened", "closed null");
    }

    @Test
    void closingIsLeftToAClientThatSaidSo() {
        transport().leaveToClient(CloseStatus.NORMAL);

        assertThat(fake.calls).isEmpty();
        assertThat(connection.events).containsExactly("opened");
        endpoint.onClose(session, reason(1000));
        assertThat(connection.events).containsExactly("opened", "closed null");
    }

    @Test
    void connectionHearsOfACloseOnlyWhenTheContainerHasClosed() {
        fake.onClose = () -> {
            endpoint.onClose(session, reason(1000));
            assertThat(connection.events).containsExactly("opened");
        };

        transport().close(CloseStatus.NORMAL);

        assertThat(connection.events).containsExactly("opened", "closed null");
    }

    @Test
    void secondCloseDoesNothing() {
        transport().close(CloseStatus.NORMAL);
        transport().close(CloseStatus.INTERNAL_ERROR);

        assertThat(fake.calls).containsExactly("close 1000");
    }

    @Test
    void sendsGoToTheSession() {
        transport().send(TextMessage.batch(true, "one"), failure -> {});

        assertThat(fake.calls).containsExactly("async-text one");
    }
}
