package io.hubplane.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.fake.FakeTransport;
import io.hubplane.fake.LogCapture;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.protocol.HubMessage;
import io.hubplane.transport.Identity;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who the client of a connection is, and which user owns the connection. */
class IdentityTest {
    private static final String HANDSHAKE = "{\"protocol\":\"json\",\"version\":1}\u001e";
    private static final String CALL = "{\"type\":1,\"target\":\"a\",\"arguments\":[]}\u001e";
    private static final HubMessage.Invocation HELLO = HubMessage.Invocation.of("hello");

    private final TestNode node = TestNode.on(new LocalBackplane()).build();

    private static RequestInfo request(String value, Identity identity) {
        return new RequestInfo(
                Map.of("X", List.of(value)), Map.of("q", List.of(value)), Map.of("c", value), identity, "test");
    }

    private static Optional<String> nameOf(Sender sender) {
        return sender.principal().map(Principal::getName);
    }

    private static Identity withRoles(String... roles) {
        return new Identity(() -> "ann", Set.of(roles), null);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theRequestOfTheTransportIsWhatTheApplicationSees() {
        TransportConnection negotiated =
                node.connections.create(request("negotiation", withRoles("admin")), new NegotiatedTerms(true, false));
        negotiated.claim(TransportType.WEB_SOCKETS, request("transport", withRoles("boss")));
        negotiated.opened(new FakeTransport());
        TestClient client = new TestClient(negotiated, new FakeTransport());
        client.receives(HANDSHAKE);
        HubConnection connection = node.dispatch.connection(client);

        assertThat(connection.header("x")).contains("transport");
        assertThat(connection.queryParameter("q")).contains("transport");
        assertThat(connection.cookie("c")).contains("transport");
        assertThat(nameOf(connection.sender())).contains("ann");
        assertThat(connection.sender().isInRole("boss")).isTrue();
        assertThat(connection.sender().isInRole("admin")).isFalse();
        assertThat(connection.userIdentifier()).contains("ann");
    }

    @Test
    void aClaimThatIsRefusedChangesNothing() {
        TestClient client = node.connectAs(withRoles("boss"), new FakeTransport());
        client.connection().claim(TransportType.WEB_SOCKETS, TestNode.request(withRoles("admin")));
        client.connection().claim(TransportType.LONG_POLLING, TestNode.request(withRoles("admin")));
        client.receives(CALL);

        assertThat(node.dispatch.connection(client).sender().isInRole("admin")).isFalse();
    }

    /** Who has negotiated a connection, and who else asks for it; an empty text is an anonymous user. */
    @ParameterizedTest
    @CsvSource({"ann, bob", "ann,", ",bob"})
    void anotherUserCannotClaimAConnection(@Nullable String owner, @Nullable String other) {
        TransportConnection negotiated = node.negotiate(owner);

        assertThat(negotiated.claim(TransportType.WEB_SOCKETS, TestNode.request(TestNode.identity(other))))
                .isEqualTo(Claim.OTHER_USER);
        assertThat(negotiated.claim(TransportType.LONG_POLLING, TestNode.request(TestNode.identity(owner))))
                .as("nothing was taken from the owner")
                .isEqualTo(Claim.GRANTED);
    }

    @ParameterizedTest
    @CsvSource({"ann, bob", "ann,", ",bob"})
    void anotherUsersRequestIsRefusedAndLeavesNoTrace(@Nullable String owner, @Nullable String other) {
        TestClient client = node.connectAs(TestNode.identity(owner), new FakeTransport(TransportType.LONG_POLLING));
        HubConnection connection = node.dispatch.connection(client);
        Identity before = connection.identity();

        try (LogCapture log = new LogCapture(HubConnection.class).withDetails()) {
            assertThat(client.connection().renewed(TestNode.identity(other))).isFalse();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("FINE")
                    .contains(client.id())
                    .doesNotContain("ann", "bob");
        }

        assertThat(connection.identity()).isSameAs(before);
        assertThat(connection.userIdentifier()).isEqualTo(Optional.ofNullable(owner));
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void theSameUserMayComeBackWithAnotherPrincipalObject() {
        TestClient client = node.connect("ann");

        assertThat(client.connection().renewed(withRoles("admin"))).isTrue();
    }

    @Test
    void aPrincipalWithoutANameIsNotNobody() {
        @SuppressWarnings("NullAway") // a container may do this
        Identity nameless = Identity.of(() -> null);

        assertThat(nameless.isSameUser(Identity.ANONYMOUS)).isFalse();
        assertThat(Identity.ANONYMOUS.isSameUser(nameless)).isFalse();
        assertThat(nameless.isSameUser(nameless)).isTrue();
    }

    @Test
    void rolesAreThoseOfTheRequestThatBroughtTheBytes() {
        TestClient client = node.connectAs(withRoles("member"), new FakeTransport(TransportType.LONG_POLLING));
        HubConnection connection = node.dispatch.connection(client);
        List<String> roles = new ArrayList<>();
        node.dispatch.onReceived(message -> roles.add(Stream.of("member", "admin", "boss")
                .filter(connection.sender()::isInRole)
                .findFirst()
                .orElse("none")));

        client.connection().received(bytes(CALL), withRoles("admin"));
        client.connection().renewed(withRoles("boss"));
        client.connection().received(bytes(CALL), withRoles("none"));
        client.receives(CALL);

        assertThat(roles).containsExactly("admin", "none", "member");
    }

    @Test
    void aPollThatComesMeanwhileLendsItsRolesToNoCall() {
        TestClient client = node.connectAs(withRoles(), new FakeTransport(TransportType.LONG_POLLING));
        HubConnection connection = node.dispatch.connection(client);
        List<Boolean> admin = new ArrayList<>();
        node.dispatch.onReceived(message -> {
            client.connection().renewed(withRoles("admin"));
            admin.add(connection.sender().isInRole("admin"));
        });

        client.connection().received(bytes(CALL + CALL), withRoles());

        assertThat(admin).containsExactly(false, false);
    }

    @Test
    void theUserIsAskedForOnceAtTheHandshake() {
        AtomicInteger asked = new AtomicInteger();
        TestNode counting = TestNode.on(new LocalBackplane())
                .users(request -> {
                    asked.incrementAndGet();
                    return request.principal().map(principal -> principal.getName() + "@home");
                })
                .build();
        TestClient client = counting.open("ann", new FakeTransport());
        assertThat(asked).hasValue(0);
        client.receives(HANDSHAKE);
        counting.lifetimeManager.send(Recipients.user("ann@home"), HELLO);
        client.connection().closed(null);

        assertThat(asked).hasValue(1);
        assertThat(client.messages()).hasSize(1);
        assertThat(TestNode.kept(counting.lifetimeManager)).isZero();
    }

    @Test
    void aUserThatCannotBeToldRefusesTheHandshake() {
        TestNode failing = TestNode.on(new LocalBackplane())
                .users(request -> {
                    throw new IllegalStateException("secret");
                })
                .build();
        TestClient client = failing.open("ann", new FakeTransport());
        client.receives(HANDSHAKE);

        assertThat(client.transport().messages())
                .containsExactly("{\"error\":\"An unexpected error occurred during connection handshake.\"}\u001e");
        assertThat(failing.dispatch.knows(client.id())).isFalse();
        assertThat(failing.connections.statistics().clients()).isZero();
    }
}
