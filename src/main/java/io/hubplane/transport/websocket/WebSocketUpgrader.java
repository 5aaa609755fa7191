package io.hubplane.transport.websocket;

import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportException;
import io.hubplane.transport.Wire;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;

/**
 * Turns HTTP requests into WebSockets that carry a given connection.
 *
 * <p>Jakarta WebSocket cannot answer a request at an endpoint's own path with a status of our choice. So one endpoint
 * for all hubs is registered at {@link #INTERNAL_PATH}; it refuses direct requests. A servlet at the hub's path answers
 * requests and calls {@link #upgrade}.
 *
 * <p>Safe for any thread.
 */
public final class WebSocketUpgrader {
    /** Where the endpoint is registered in the application; a handshake sent there is refused (Tyrus: 403, Undertow: 404). */
    public static final String INTERNAL_PATH = "/hubplane-websocket";

    private final ServerContainer container;
    private final ServerEndpointConfig config;
    private final ConnectionHandover handOver;

    private WebSocketUpgrader(ServerContainer container, ServerEndpointConfig config, ConnectionHandover handOver) {
        this.container = container;
        this.config = config;
        this.handOver = handOver;
    }

    /**
     * Registers the endpoint; called once per application, during deployment.
     *
     * @param container the application's container, its servlet context attribute of that class name
     * @return the upgrader
     * @throws TransportException if the container does not accept the endpoint
     */
    public static WebSocketUpgrader register(ServerContainer container) {
        return register(container, INTERNAL_PATH);
    }

    /**
     * Registers the endpoint of another upgrader, for the application's own connections besides its hubs.
     *
     * @param container the application's container, its servlet context attribute of that class name
     * @param path a path where nothing else is registered; direct requests to it are refused
     * @return the upgrader
     * @throws TransportException if the container does not accept the endpoint
     */
    public static WebSocketUpgrader register(ServerContainer container, String path) {
        ConnectionHandover handOver = new ConnectionHandover();
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(HubEndpoint.class, path)
                .configurator(handOver)
                .build();
        try {
            container.addEndpoint(config);
        } catch (DeploymentException e) {
            throw new TransportException("The container does not accept an endpoint at " + path, e);
        }
        return new WebSocketUpgrader(container, config, handOver);
    }

    /**
     * Answers a handshake. The connection is {@linkplain TransportConnection#opened opened} during the call or after
     * it.
     *
     * @param request the {@code HttpServletRequest}, a WebSocket handshake
     * @param response its {@code HttpServletResponse}, not committed; has status 101 afterwards if the upgrade
     *     succeeded
     * @param connection the connection, claimed for this request
     * @param subProtocol the sub-protocol that the answer names, one of those the client offers; empty for none
     * @throws IOException if the answer cannot be written
     * @throws TransportException if the container refuses
     */
    public void upgrade(Object request, Object response, TransportConnection connection, String subProtocol)
            throws IOException {
        handOver.begin(connection, Wire.below(request), subProtocol);
        try {
            container.upgradeHttpToWebSocket(request, response, config, Map.of());
        } catch (DeploymentException e) {
            throw new TransportException("The container did not upgrade a request to a WebSocket", e);
        } finally {
            handOver.end();
        }
    }
}
