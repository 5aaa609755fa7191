package io.hubplane.observed;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.connection.ConnectionOptions;
import io.hubplane.connection.Heartbeat;
import io.hubplane.connection.HubConnections;
import io.hubplane.connection.ReadThrottle;
import io.hubplane.connection.UserIdentification;
import io.hubplane.connection.outbound.Flusher;
import io.hubplane.dispatch.CallScope;
import io.hubplane.dispatch.CallerIdentities;
import io.hubplane.dispatch.DispatchOptions;
import io.hubplane.dispatch.HubActivator;
import io.hubplane.dispatch.HubDispatcher;
import io.hubplane.dispatch.HubLifecycle;
import io.hubplane.dispatch.NodeResources;
import io.hubplane.dispatch.model.HubDescriptor;
import io.hubplane.fake.FakeTicker;
import io.hubplane.fake.FakeTransport;
import io.hubplane.fake.ManualExecutor;
import io.hubplane.hub.Disconnection;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.lifetime.HubLifetimeManager;
import io.hubplane.lifetime.routing.FarmOptions;
import io.hubplane.lifetime.routing.RoutingMode;
import io.hubplane.observe.ClientLog;
import io.hubplane.observe.HubObserver;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.json.JsonHubProtocol;
import io.hubplane.protocol.messagepack.MessagePackHubProtocol;
import io.hubplane.transport.Identity;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A node with a hub, built from the real classes. Everything happens on the test's thread, and time passes only when
 * the test says so.
 */
final class ObservedNode {
    static final HubProtocol JSON = new JsonHubProtocol();
    static final HubProtocol MESSAGE_PACK = new MessagePackHubProtocol();

    final FakeTicker ticker = new FakeTicker();
    final ManualExecutor executor = new ManualExecutor();
    final CallScope scope = new CallScope();
    final ObservedHub hub = new ObservedHub(scope.clients());
    final Heartbeat heartbeat = new Heartbeat(ticker);
    final HubLifetimeManager lifetime;
    final HubConnections connections;

    ObservedNode(HubObserver observer) {
        this(observer, ConnectionOptions.DEFAULTS, DispatchOptions.DEFAULTS);
    }

    ObservedNode(HubObserver observer, ConnectionOptions options, DispatchOptions dispatch) {
        ClientLog log = new ClientLog(ticker, ClientLog.DEFAULT_LINES);
        HubDescriptor descriptor = HubDescriptor.of(ObservedHub.class);
        lifetime = new HubLifetimeManager(
                descriptor.name(),
                new LocalBackplane(),
                List.of(JSON, MESSAGE_PACK),
                RoutingMode.NODE,
                new Flusher(Runnable::run, 1),
                heartbeat,
                observer,
                log,
                FarmOptions.DEFAULTS,
                executor);
        NodeResources resources = new NodeResources(
                "node", executor, new ReadThrottle(0), scope, CallerIdentities.NONE, observer, log, ticker);
        HubDispatcher dispatcher =
                new HubDispatcher(resources, descriptor, dispatch, activator(), List.of(), new Nobody(), lifetime);
        connections = new HubConnections(
                lifetime, dispatcher, options, UserIdentification.PRINCIPAL_NAME, () -> Instant.EPOCH, executor);
        lifetime.start();
    }

    private HubActivator activator() {
        return () -> new HubActivator.Lease() {
            @Override
            public Object hub() {
                return hub;
            }

            @Override
            public void returned() {}

            @Override
            public void completed() {}
        };
    }

    /** Lets time pass, with a heartbeat at the end. */
    void pass(Duration time) {
        ticker.advance(time);
        heartbeat.tick();
        executor.runAll();
    }

    /** A client with an open transport that has sent nothing. */
    Client open(TransportType type, HubProtocol protocol) {
        RequestInfo request = new RequestInfo(Map.of(), Map.of(), Map.of(), Identity.of(() -> "ann"), "test");
        TransportConnection connection = connections.create(request, NegotiatedTerms.NONE);
        FakeTransport transport = new FakeTransport(type);
        connection.claim(type, request);
        transport.attach(connection);
        connection.opened(transport);
        return new Client(connection, transport, protocol);
    }

    Client connect(TransportType type, HubProtocol protocol) {
        Client client = open(type, protocol);
        client.says("{\"protocol\":\"" + protocol.name() + "\",\"version\":1}\u001e");
        executor.runAll();
        return client;
    }

    /** One client. */
    final class Client {
        final TransportConnection connection;
        final FakeTransport transport;
        private final HubProtocol protocol;

        Client(TransportConnection connection, FakeTransport transport, HubProtocol protocol) {
            this.connection = connection;
            this.transport = transport;
            this.protocol = protocol;
        }

        void says(String text) {
            connection.received(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }

        /** Sends a message, and runs what the hub does with it. */
        void sends(HubMessage message) {
            connection.received(ByteBuffer.wrap(protocol.write(message)));
            executor.runAll();
        }
    }

    private static final class Nobody implements HubLifecycle {
        @Override
        public void connected(HubCallerContext caller) {}

        @Override
        public void disconnected(Disconnection disconnection) {}
    }
}
