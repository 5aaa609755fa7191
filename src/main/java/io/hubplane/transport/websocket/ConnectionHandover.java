package io.hubplane.transport.websocket;

import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.Wire;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands a connection from the servlet that upgrades a request to the endpoint of the new WebSocket. The whole handshake
 * runs on the servlet's thread, and each handshake has its own copy of the user properties (read and tried in Tyrus 2.1
 * and Undertow 2.3), so simultaneous upgrades do not affect each other. Path parameters would not work: Tyrus mixes the
 * query into them.
 *
 * <p>A handshake outside an upgrade comes from a client that asked for the endpoint's internal path; it is refused.
 */
final class ConnectionHandover extends ServerEndpointConfig.Configurator {
    // Not static: it belongs to one application, and nothing stays in it after the upgrade.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable HandedConnection> upgrading = new ThreadLocal<>();

    void begin(TransportConnection connection, Wire wire, String subProtocol) {
        upgrading.set(new HandedConnection(connection, wire, subProtocol));
    }

    void end() {
        upgrading.remove();
    }

    @Override
    public boolean checkOrigin(@Nullable String origin) {
        return upgrading.get() != null;
    }

    /** Ignores what the endpoint, which serves all hubs, was registered with: the servlet has already chosen. */
    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        HandedConnection handed = upgrading.get();
        return handed == null ? "" : handed.subProtocol();
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        HandedConnection handed = upgrading.get();
        if (handed != null) {
            handed.leaveIn(config.getUserProperties());
        }
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
        return endpointClass.cast(new HubEndpoint());
    }
}
