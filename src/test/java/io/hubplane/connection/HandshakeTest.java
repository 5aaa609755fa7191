package io.hubplane.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.fake.FakeTransport;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.protocol.HubMessage;
import io.hubplane.transport.Batch;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private static final String JSON = "{\"protocol\":\"json\",\"version\":1}\u001e";

    private final TestNode node = TestNode.on(new LocalBackplane()).build();
    private final FakeTransport transport = new FakeTransport();
    private final TestClient client = node.open(null, transport);

    private void assertRefused(String error) {
        assertThat(transport.messages()).containsExactly("{\"error\":\"" + error + "\"}\u001e");
        assertThat(transport.closes()).first().isEqualTo(CloseStatus.NORMAL);
        assertThat(node.dispatch.knows(client.id())).isFalse();
        assertThat(node.observer.events())
                .contains("handshake failed PROTOCOL_ERROR")
                .doesNotContain("opened WebSockets");
        assertThat(node.connections.statistics().clients()).isZero();
        assertThat(TestNode.kept(node.lifetimeManager)).isZero();
    }

    @Test
    void successIsAnsweredWithAnEmptyObject() {
        client.receives(JSON);

        assertThat(transport.frames()).containsExactly("{}\u001e");
        assertThat(transport.batches().get(0).text()).isTrue();
        assertThat(node.dispatch.connection(client).isOpen()).isTrue();
        assertThat(node.observer.events()).contains("opened WebSockets");
    }

    @Test
    void theRequestMayComeByteByByte() {
        for (int i = 0; i < JSON.length() - 1; i++) {
            client.receives(JSON.substring(i, i + 1));
            assertThat(transport.batches()).isEmpty();
        }
        client.receives("\u001e");

        assertThat(transport.messages()).containsExactly("{}\u001e");
    }

    @Test
    void bytesAfterTheRequestBelongToTheHubProtocol() {
        client.receives(JSON + "{\"type\":1,\"target\":\"a\",\"arguments\":[]}\u001e{\"type\":1,");
        client.receives("\"target\":\"b\",\"arguments\":[]}\u001e");

        assertThat(node.dispatch.of(client).messages)
                .extracting(message -> ((HubMessage.Invocation) message).target())
                .containsExactly("a", "b");
    }

    @Test
    void aBinaryProtocolIsAnsweredInABinaryFrame() {
        client.receives("{\"protocol\":\"bytes\",\"version\":1}\u001e");

        assertThat(transport.frames()).containsExactly("{}\u001e");
        assertThat(transport.batches().get(0).text()).isFalse();
    }

    @Test
    void anUnknownProtocolIsRefused() {
        client.receives("{\"protocol\":\"xml\",\"version\":1}\u001e");

        assertRefused("The protocol 'xml' is not supported.");
    }

    @Test
    void anUnknownVersionIsRefused() {
        client.receives("{\"protocol\":\"json\",\"version\":3}\u001e");

        assertRefused("The server does not support version 3 of the 'json' protocol.");
    }

    @Test
    void aBinaryProtocolIsRefusedOnATextTransport() {
        transport.textOnly();
        TestClient textClient = node.open(null, transport);
        textClient.receives("{\"protocol\":\"bytes\",\"version\":1}\u001e");

        assertThat(transport.messages())
                .containsExactly("{\"error\":\"Cannot use the 'bytes' protocol on the current transport. "
                        + "The transport does not support 'Binary' transfer format.\"}\u001e");
    }

    @Test
    void anythingElseIsRefusedWithoutDetails() {
        client.receives("hello\u001e");

        assertRefused("An unexpected error occurred during connection handshake.");
    }

    @Test
    void detailsAreToldWhenSwitchedOn() {
        TestNode detailed = TestNode.on(new LocalBackplane())
                .options(ConnectionOptionsFixture.detailed())
                .build();
        TestClient told = detailed.open(null, new FakeTransport());
        told.receives("{\"version\":1}\u001e");

        assertThat(told.transport().messages())
                .containsExactly("{\"error\":\"An unexpected error occurred during connection handshake. "
                        + "ProtocolException: Missing required property 'protocol'.\"}\u001e");
    }

    @Test
    void aRequestTooLongIsCanceled() {
        client.connection().received(ByteBuffer.allocate(32 * 1024));
        assertThat(transport.messages()).isEmpty();
        client.connection().received(ByteBuffer.allocate(1));

        assertRefused("Handshake was canceled.");
    }

    @Test
    void aTransportThatClosesBeforeIsNotAnswered() {
        client.receives("{\"proto");
        client.connection().closed(null);

        assertThat(transport.messages()).isEmpty();
        assertThat(node.connections.statistics().clients()).isZero();
        assertThat(node.observer.events()).containsExactly("handshake failed CLIENT");
    }

    @Test
    void theClientIsAnsweredBeforeTheHubIsTold() {
        node.dispatch.onConnected(connection -> {
            assertThat(transport.frames()).containsExactly("{}\u001e");
            connection.write(HubMessage.Invocation.of("welcome"));
        });
        client.receives(JSON);

        assertThat(client.messages()).containsExactly("{\"type\":1,\"target\":\"welcome\",\"arguments\":[]}");
    }

    @Test
    void clientThatHasReadTheAnswerIsFound() {
        TransportConnection connection = node.negotiate(null);
        connection.claim(TransportType.WEB_SOCKETS, TestNode.request());
        List<CompletableFuture<Void>> joins = new ArrayList<>();
        connection.opened(new Transport() {
            @Override
            public TransportType type() {
                return TransportType.WEB_SOCKETS;
            }

            @Override
            public boolean carriesBinary() {
                return true;
            }

            @Override
            public void send(Batch batch, Completion completion) {
                joins.add(node.lifetimeManager
                        .addToGroup(connection.id(), "group")
                        .toCompletableFuture());
                completion.completed(null);
            }

            @Override
            public void close(CloseStatus status) {}
        });
        connection.received(ByteBuffer.wrap(JSON.getBytes(StandardCharsets.UTF_8)));

        assertThat(joins).hasSize(1).allSatisfy(join -> assertThat(join).isCompleted());
    }

    @Test
    void aHubThatCannotTakeTheConnectionEndsIt() {
        node.dispatch.onConnected(connection -> {
            throw new IllegalStateException("no");
        });
        client.receives(JSON);

        assertThat(client.messages())
                .containsExactly("{\"type\":7,\"error\":\"Connection closed with an error.\",\"allowReconnect\":true}");
        assertThat(node.connections.statistics().clients()).isZero();
        assertThat(TestNode.kept(node.lifetimeManager)).isZero();
    }
}
