package io.hubplane.bench.loop;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.LocalBackplane;
import io.hubplane.connection.ConnectionOptions;
import io.hubplane.connection.Heartbeat;
import io.hubplane.connection.HubConnections;
import io.hubplane.connection.HubDispatch;
import io.hubplane.connection.UserIdentification;
import io.hubplane.connection.outbound.Flusher;
import io.hubplane.lifetime.HubLifetimeManager;
import io.hubplane.lifetime.routing.FarmOptions;
import io.hubplane.lifetime.routing.RoutingMode;
import io.hubplane.observe.ClientLog;
import io.hubplane.observe.HubObserver;
import io.hubplane.transport.Identity;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

/**
 * A node with one hub and without a server, whose clients take everything that is sent. The calling thread does
 * everything.
 */
public final class LoopNode {
    /** The hub's name. */
    public static final String HUB = "loop";

    private final Backplane backplane = new LocalBackplane();
    private final HubLifetimeManager lifetime = new HubLifetimeManager(
            HUB,
            backplane,
            Arrays.stream(Encoding.values()).map(Encoding::protocol).toList(),
            RoutingMode.NODE,
            new Flusher(Runnable::run, 1),
            new Heartbeat(System::nanoTime),
            HubObserver.NONE,
            new ClientLog(System::nanoTime, ClientLog.DEFAULT_LINES),
            FarmOptions.DEFAULTS,
            Runnable::run);
    private final HubConnections connections;

    /**
     * Starts the node.
     *
     * @param dispatch makes the object that takes the clients' messages
     */
    public LoopNode(Function<HubLifetimeManager, HubDispatch> dispatch) {
        connections = new HubConnections(
                lifetime,
                dispatch.apply(lifetime),
                ConnectionOptions.DEFAULTS,
                UserIdentification.PRINCIPAL_NAME,
                InstantSource.system(),
                Runnable::run);
        lifetime.start();
    }

    /**
     * Delivers to the clients.
     *
     * @return the manager
     */
    public HubLifetimeManager lifetime() {
        return lifetime;
    }

    /**
     * Connects a client.
     *
     * @param encoding the protocol it asks for
     * @return its connection, after the handshake
     */
    public TransportConnection connect(Encoding encoding) {
        RequestInfo request = new RequestInfo(Map.of(), Map.of(), Map.of(), Identity.ANONYMOUS, "loop");
        TransportConnection connection = connections.create(request, NegotiatedTerms.NONE);
        connection.claim(TransportType.WEB_SOCKETS, request);
        connection.opened(new SwallowingTransport());
        String handshake = "{\"protocol\":\"" + encoding.protocol().name() + "\",\"version\":1}\u001e";
        connection.received(ByteBuffer.wrap(handshake.getBytes(StandardCharsets.US_ASCII)));
        return connection;
    }
}
