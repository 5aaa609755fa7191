package io.hubplane.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hubplane.transport.TransportException;
import io.hubplane.transport.Wire;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebSocketUpgraderTest {
    private @Nullable ServerEndpointConfig registered;
    private @Nullable Object handedOver;
    private @Nullable String negotiated;
    private @Nullable Exception failure;

    private final ServerContainer container = (ServerContainer) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {ServerContainer.class}, (proxy, method, arguments) -> {
                if (failure != null) {
                    throw failure;
                }
                if (method.getName().equals("addEndpoint")) {
                    registered = (ServerEndpointConfig) arguments[0];
                } else {
                    shakeHands((ServerEndpointConfig) arguments[2]);
                }
                return null;
            });

    private void shakeHands(ServerEndpointConfig config) {
        negotiated = config.getConfigurator().getNegotiatedSubprotocol(List.of(), List.of("a", "b"));
        assertThat(config).isSameAs(registered);
        assertThat(config.getConfigurator().checkOrigin("https://any.example")).isTrue();
        Map<String, Object> perHandshake = new HashMap<>();
        ServerEndpointConfig copy = (ServerEndpointConfig) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServerEndpointConfig.class},
                (proxy, method, arguments) -> perHandshake);
        config.getConfigurator().modifyHandshake(copy, null, null);
        handedOver = perHandshake.get(HandedConnection.PROPERTY);
    }

    private ServerEndpointConfig config() {
        return Objects.requireNonNull(registered);
    }

    @Test
    void connectionIsHandedOverThroughTheHandshakesOwnProperties() throws IOException {
        RecordedConnection connection = new RecordedConnection();

        WebSocketUpgrader.register(container).upgrade("request", "response", connection, "");

        assertThat(handedOver)
                .isInstanceOfSatisfying(
                        AtomicReference.class,
                        reference -> assertThat(reference.get())
                                .isEqualTo(new HandedConnection(connection, Wire.UNREACHABLE, "")));
        assertThat(config().getUserProperties()).isEmpty();
        assertThat(config().getPath()).isEqualTo(WebSocketUpgrader.INTERNAL_PATH);
    }

    @Test
    void subProtocolIsTheOneThatWasChosenForTheHandshake() throws IOException {
        WebSocketUpgrader upgrader = WebSocketUpgrader.register(container);

        upgrader.upgrade("request", "response", new RecordedConnection(), "b");
        assertThat(negotiated).isEqualTo("b");

        upgrader.upgrade("request", "response", new RecordedConnection(), "");
        assertThat(negotiated).isEmpty();
    }

    @Test
    void handshakeOutsideAnUpgradeIsRefused() throws IOException {
        WebSocketUpgrader upgrader = WebSocketUpgrader.register(container);
        assertThat(config().getConfigurator().checkOrigin("https://any.example"))
                .isFalse();

        upgrader.upgrade("request", "response", new RecordedConnection(), "");

        assertThat(config().getConfigurator().checkOrigin("https://any.example"))
                .isFalse();
    }

    @Test
    void handshakeOfAnotherThreadIsRefusedDuringAnUpgrade() throws Exception {
        ConnectionHandover handOver = new ConnectionHandover();
        handOver.begin(new RecordedConnection(), Wire.UNREACHABLE, "");

        boolean[] accepted = {true};
        Thread other = new Thread(() -> accepted[0] = handOver.checkOrigin(null));
        other.start();
        other.join();

        assertThat(accepted[0]).isFalse();
        assertThat(handOver.checkOrigin(null)).isTrue();
    }

    @Test
    void failedUpgradeLeavesNothingBehind() {
        WebSocketUpgrader upgrader = WebSocketUpgrader.register(container);
        failure = new DeploymentException("no");

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> upgrader.upgrade("request", "response", new RecordedConnection(), ""))
                .withCause(failure);
        assertThat(config().getConfigurator().checkOrigin(null)).isFalse();
    }

    @Test
    void everyWebSocketHasAnEndpointOfItsOwn() throws Exception {
        WebSocketUpgrader.register(container);

        HubEndpoint first = config().getConfigurator().getEndpointInstance(HubEndpoint.class);

        assertThat(config().getConfigurator().getEndpointInstance(HubEndpoint.class))
                .isNotSameAs(first);
    }

    @Test
    void containerThatTakesNoEndpointIsReported() {
        failure = new DeploymentException("no");

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> WebSocketUpgrader.register(container))
                .withMessageContaining(WebSocketUpgrader.INTERNAL_PATH);
    }
}
