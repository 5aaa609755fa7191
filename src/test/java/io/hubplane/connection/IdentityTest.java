package io.hubplane.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.connection.HubNode.TestClient;
import io.hubplane.fixture.FakeTransport;
import io.hubplane.fixture.LogCapture;
import io.hubplane.protocol.HubMessage;
import io.hubplane.transport.Identity;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportType;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who a connection's client is, and whose the connection is. */
class IdentityTest {
    private static final String HANDSHAKE = "{\"protocol\":\"json\",\"version\":1}\u001e";
    private static final HubMessage.Invocation HELLO = HubMessage.Invocation.of("hello");

    private final HubNode node = HubNode.on(new LocalBackplane()).build();

    private static RequestInfo request(String value, Identity identity) {
        return new RequestInfo(
                Map.of("X", List.of(value)), Map.of("q", List.of(value)), Map.of("c", value), identity, "test");
    }

    private static Optional<String> principalOf(HubConnection connection) {
        return connection.principal().map(Principal::getName);
    }

    private static Identity withRoles(String... roles) {
        return new Identity(() -> "ann", Set.of(roles), null);
    }

    @Test
    void theRequestOfTheCarrierIsWhatTheApplicationSees() {
        TransportConnection negotiated = node.connections.create(
                request("negotiation", HubNode.identity("ann")), new NegotiatedTerms(true, false));
        negotiated.claim(TransportType.WEB_SOCKETS, request("carrier", HubNode.identity("bob")));
        negotiated.opened(new FakeTransport());
        TestClient client = new TestClient(negotiated, new FakeTransport());
        client.receives(HANDSHAKE);
        HubConnection connection = node.dispatch.connection(client);

        assertThat(connection.header("x")).contains("carrier");
        assertThat(connection.queryParameter("q")).contains("carrier");
        assertThat(connection.cookie("c")).contains("carrier");
        assertThat(principalOf(connection)).contains("bob");
        assertThat(connection.userIdentifier()).contains("bob");
    }

    @Test
    void aClaimThatIsRefusedChangesNothing() {
        TestClient client = node.connect("ann");
        client.connection().claim(TransportType.WEB_SOCKETS, HubNode.request(HubNode.identity("bob")));
        client.connection().claim(TransportType.LONG_POLLING, HubNode.request(HubNode.identity("bob")));

        assertThat(principalOf(node.dispatch.connection(client))).contains("ann");
    }

    @Test
    void rolesAreThoseOfTheLatestRequest() {
        TestClient client = node.connect("ann");
        HubConnection connection = node.dispatch.connection(client);
        client.connection().renewed(withRoles("admin"));
        assertThat(connection.isUserInRole("admin")).isTrue();
        assertThat(connection.isUserInRole("boss")).isFalse();
        client.connection().renewed(withRoles("boss"));

        assertThat(connection.isUserInRole("admin")).isFalse();
        assertThat(connection.isUserInRole("boss")).isTrue();
    }

    @Test
    void theUserRemainsWhateverThePrincipalBecomes() {
        TestClient client = node.connect("ann");
        client.connection().renewed(HubNode.identity("bob"));
        HubConnection connection = node.dispatch.connection(client);
        node.lifetimeManager.sendToUsers(HELLO, List.of("ann"));

        assertThat(principalOf(connection)).contains("bob");
        assertThat(connection.userIdentifier()).contains("ann");
        assertThat(client.messages()).hasSize(1);
        client.connection().closed(null);
        assertThat(node.lifetimeManager.size()).isZero();
    }

    @Test
    void anotherPrincipalIsLoggedWithoutItsName() {
        TestClient client = node.connect("ann");
        try (LogCapture log = new LogCapture(HubConnection.class)) {
            client.connection().renewed(withRoles("admin"));
            assertThat(log.lines()).isEmpty();
            client.connection().renewed(HubNode.identity("bob"));
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING")
                    .contains(client.id())
                    .doesNotContain("ann", "bob");
        }
    }

    @Test
    void theUserIsAskedForOnceAtTheHandshake() {
        AtomicInteger asked = new AtomicInteger();
        HubNode counting = HubNode.on(new LocalBackplane())
                .users(request -> {
                    asked.incrementAndGet();
                    return request.principal().map(principal -> principal.getName() + "@home");
                })
                .build();
        TestClient client = counting.open("ann", new FakeTransport());
        assertThat(asked).hasValue(0);
        client.receives(HANDSHAKE);
        counting.lifetimeManager.sendToUsers(HELLO, List.of("ann@home"));
        client.connection().closed(null);

        assertThat(asked).hasValue(1);
        assertThat(client.messages()).hasSize(1);
        assertThat(counting.lifetimeManager.size()).isZero();
    }

    @Test
    void aUserThatCannotBeToldRefusesTheHandshake() {
        HubNode failing = HubNode.on(new LocalBackplane())
                .users(request -> {
                    throw new IllegalStateException("secret");
                })
                .build();
        TestClient client = failing.open("ann", new FakeTransport());
        client.receives(HANDSHAKE);

        assertThat(client.transport().messages())
                .containsExactly("{\"error\":\"An unexpected error occurred during connection handshake.\"}\u001e");
        assertThat(failing.dispatch.knows(client.id())).isFalse();
        assertThat(failing.connections.size()).isZero();
    }
}
