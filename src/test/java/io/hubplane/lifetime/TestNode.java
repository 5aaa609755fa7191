package io.hubplane.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.Backplane;
import io.hubplane.connection.ByteProtocol;
import io.hubplane.connection.ConnectionOptions;
import io.hubplane.connection.ConnectionRegistry;
import io.hubplane.connection.Heartbeat;
import io.hubplane.connection.HubConnections;
import io.hubplane.connection.UserIdentification;
import io.hubplane.connection.outbound.Flusher;
import io.hubplane.fake.FakeTicker;
import io.hubplane.fake.FakeTransport;
import io.hubplane.fake.RecordingObserver;
import io.hubplane.lifetime.routing.FarmOptions;
import io.hubplane.lifetime.routing.RoutingMode;
import io.hubplane.observe.ClientLog;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.json.JsonHubProtocol;
import io.hubplane.transport.Identity;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One node with one hub, its clock and its clients. */
public final class TestNode {
    public static final String HUB = "chat";
    public static final Duration ACKNOWLEDGEMENT_TIMEOUT = Duration.ofSeconds(10);
    /** The time of day when a node is built. */
    public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    public final FakeTicker ticker = new FakeTicker();
    public final RecordingObserver observer = new RecordingObserver();
    public final RecordingDispatch dispatch = new RecordingDispatch();
    public final Heartbeat heartbeat = new Heartbeat(ticker);
    public final Backplane backplane;
    public final HubLifetimeManager lifetimeManager;
    public final HubConnections connections;

    private TestNode(Builder builder) {
        this.backplane = builder.backplane;
        Flusher flusher = new Flusher(builder.executor, 1);
        this.lifetimeManager = new HubLifetimeManager(
                HUB,
                backplane,
                builder.protocols,
                builder.routing,
                flusher,
                heartbeat,
                observer,
                new ClientLog(ticker, ClientLog.DEFAULT_LINES),
                builder.farm,
                builder.executor);
        lifetimeManager.start();
        long start = ticker.getAsLong();
        this.connections = new HubConnections(
                lifetimeManager,
                dispatch,
                builder.options,
                builder.users,
                () -> START.plusNanos(ticker.getAsLong() - start),
                builder.executor,
                builder.later);
    }

    public static Builder on(Backplane backplane) {
        return new Builder(backplane);
    }

    /** How many entries a hub's collections hold; 0 when nothing is left. */
    public static int kept(HubLifetimeManager manager) {
        ConnectionRegistry.Counts counts = manager.counts();
        return counts.connections()
                + counts.scopes()
                + counts.clientResultsAwaited()
                + counts.clientResultsOwed()
                + counts.groupChangesAwaited()
                + counts.forwardedRequests()
                + counts.unconfirmedAnswers();
    }

    public static RequestInfo request() {
        return request(Identity.ANONYMOUS);
    }

    public static RequestInfo request(Identity identity) {
        return new RequestInfo(Map.of(), Map.of(), Map.of(), identity, "test");
    }

    public TransportConnection negotiate(@Nullable String user) {
        return connections.create(request(identity(user)), new NegotiatedTerms(true, false));
    }

    public static Identity identity(@Nullable String user) {
        Principal principal = user == null ? null : () -> user;
        return Identity.of(principal);
    }

    /** A client whose transport is open and that has sent nothing yet. */
    public TestClient open(@Nullable String user, FakeTransport transport) {
        return openAs(identity(user), transport);
    }

    private TestClient openAs(Identity identity, FakeTransport transport) {
        TransportConnection connection = connections.create(request(identity), new NegotiatedTerms(true, false));
        connection.claim(transport.type(), request(identity));
        transport.attach(connection);
        connection.opened(transport);
        return new TestClient(connection, transport);
    }

    public TestClient connect() {
        return connect(null, new FakeTransport());
    }

    public TestClient connect(String user) {
        return connect(user, new FakeTransport());
    }

    public TestClient connect(@Nullable String user, FakeTransport transport) {
        return connectAs(identity(user), transport);
    }

    public TestClient connectAs(Identity identity, FakeTransport transport) {
        TestClient client = openAs(identity, transport);
        client.receives("{\"protocol\":\"json\",\"version\":1}\u001e");
        return client;
    }

    /** A client with stateful reconnect that pings after its handshake, as official clients do. */
    public TestClient connectStateful(FakeTransport transport) {
        return connectStateful(Identity.ANONYMOUS, transport);
    }

    /** The same client as a user. */
    public TestClient connectStateful(Identity identity, FakeTransport transport) {
        TestClient client = shakeHandsStateful(identity, transport);
        client.receives("{\"type\":6}\u001e");
        return client;
    }

    /** A client with stateful reconnect that has sent nothing after its handshake. */
    public TestClient shakeHandsStateful(FakeTransport transport) {
        return shakeHandsStateful(Identity.ANONYMOUS, transport);
    }

    private TestClient shakeHandsStateful(Identity identity, FakeTransport transport) {
        TransportConnection connection = connections.create(request(identity), new NegotiatedTerms(true, true));
        connection.claim(transport.type(), request(identity));
        transport.attach(connection);
        connection.opened(transport);
        TestClient client = new TestClient(connection, transport);
        client.receives("{\"protocol\":\"json\",\"version\":2}\u001e");
        return client;
    }

    /** The same client with another transport, which has claimed the connection and done nothing else. */
    public TestClient reclaim(TestClient client, FakeTransport transport) {
        TransportConnection connection =
                connections.find(client.connection().token()).orElseThrow();
        assertThat(connection.claim(TransportType.WEB_SOCKETS, request())).isEqualTo(Claim.GRANTED);
        transport.attach(connection);
        return new TestClient(connection, transport);
    }

    /** The same client over another transport, over which it has sent nothing. */
    public TestClient reopen(TestClient client) {
        TestClient again = reclaim(client, new FakeTransport());
        again.connection().opened(again.transport());
        return again;
    }

    /** The same client over another transport, over which it has sent its first message. */
    public TestClient reconnect(TestClient client) {
        TestClient again = reopen(client);
        again.receives("{\"type\":9,\"sequenceId\":1}\u001e");
        return again;
    }

    /** Lets time pass, with a heartbeat at the end. */
    public void pass(Duration time) {
        ticker.advance(time);
        heartbeat.tick();
    }

    /** A client of the node with a fake transport. */
    public record TestClient(TransportConnection connection, FakeTransport transport) {
        public String id() {
            return connection.id();
        }

        /** Receives text from the client. */
        public void receives(String text) {
            connection.received(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }

        /** What was sent to the client after the answer to its handshake. */
        public List<String> messages() {
            return transport.messages().stream()
                    .filter(message -> !message.equals("{}\u001e"))
                    .map(message -> message.substring(0, message.length() - 1))
                    .toList();
        }
    }

    public static final class Builder {
        private final Backplane backplane;
        private ConnectionOptions options = ConnectionOptions.DEFAULTS;
        private List<HubProtocol> protocols = List.of(new JsonHubProtocol(), new ByteProtocol());
        private FarmOptions farm = FarmOptions.DEFAULTS.answeringWithin(ACKNOWLEDGEMENT_TIMEOUT);
        private RoutingMode routing = RoutingMode.NODE;
        private Executor executor = Runnable::run;
        private Executor later = Runnable::run;
        private UserIdentification users = UserIdentification.PRINCIPAL_NAME;

        private Builder(Backplane backplane) {
            this.backplane = backplane;
        }

        public Builder options(ConnectionOptions value) {
            options = value;
            return this;
        }

        public Builder protocols(HubProtocol... values) {
            protocols = List.of(values);
            return this;
        }

        public Builder routing(RoutingMode value) {
            routing = value;
            return this;
        }

        public Builder farm(FarmOptions value) {
            farm = value;
            return this;
        }

        public Builder executor(Executor value) {
            executor = value;
            return this;
        }

        /** What runs tasks a tenth of a second later. */
        public Builder later(Executor value) {
            later = value;
            return this;
        }

        public Builder users(UserIdentification value) {
            users = value;
            return this;
        }

        public TestNode build() {
            return new TestNode(this);
        }
    }
}
