package io.hubplane.lifetime.recipients;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.connection.HubConnection;
import io.hubplane.fake.FakeBackplane;
import io.hubplane.lifetime.TestNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSetTest {
    private final TestNode node = TestNode.on(new FakeBackplane()).build();
    private final ConnectionSet set = new ConnectionSet();

    private List<HubConnection> connections(int count) {
        List<HubConnection> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            result.add(node.dispatch.connection(node.connect()));
        }
        return result;
    }

    private List<HubConnection> content() {
        List<HubConnection> result = new ArrayList<>();
        set.forEach(result::add);
        return result;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 100})
    void isEmptyAgainWhenAllHaveGone(int count) {
        List<HubConnection> connections = connections(count);
        connections.forEach(set::add);
        connections.forEach(set::add);
        assertThat(content()).containsExactlyInAnyOrderElementsOf(connections);

        while (!connections.isEmpty()) {
            assertThat(set.isEmpty()).isFalse();
            set.remove(connections.remove(connections.size() / 2));
            assertThat(content()).containsExactlyInAnyOrderElementsOf(connections);
        }
        assertThat(set.isEmpty()).isTrue();
    }

    @Test
    void removingAStrangerChangesNothing() {
        List<HubConnection> connections = connections(2);
        set.add(connections.get(0));
        set.remove(connections.get(1));

        assertThat(content()).containsExactly(connections.get(0));
    }
}
