package io.hubplane.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.connection.outbound.OutboundOptions;
import io.hubplane.fake.HeldCollections;
import io.hubplane.lifetime.RecordingDispatch;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdleConnectionTest {
    private static final Set<Class<?>> SHARED = Set.of(
            ConnectionServices.class,
            HubServices.class,
            ConnectionOptions.class,
            TimeoutOptions.class,
            OutboundOptions.class,
            UnusedTransports.class,
            RecordingDispatch.Calls.class);

    private final TestNode node = TestNode.on(new LocalBackplane()).build();
    private final TestClient client = node.connect("ann");
    private final HubConnection connection = node.dispatch.connection(client);

    @Test
    void openConnectionKeepsNoCollection() throws IllegalAccessException {
        assertThat(HeldCollections.of(connection, SHARED)).isEmpty();
    }

    @Test
    void connectionThatHasReceivedKeepsNoCollection() throws IllegalAccessException {
        client.receives("{\"type\":6}\u001e{\"type\":1,\"target\":\"a\",\"arguments\":[]}\u001e");

        assertThat(HeldCollections.of(connection, SHARED)).isEmpty();
    }

    @Test
    void valuesOfTheApplicationAreKeptFromTheFirstOneOn() throws IllegalAccessException {
        connection.items().put("seat", 7);

        assertThat(connection.items()).containsEntry("seat", 7);
        assertThat(HeldCollections.of(connection, SHARED)).containsExactly("HubConnection.items");
    }
}
