package io.hubplane.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.connection.outbound.OutboundOptionsFixture;
import io.hubplane.connection.outbound.OverflowPolicy;
import io.hubplane.fake.FakeTransport;
import io.hubplane.fake.LogCapture;
import io.hubplane.lifetime.HubLifetimeManager;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.protocol.HubMessage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Warnings that clients can cause as often as they like do not fill the log. */
class PacedWarningsTest {
    private static final int TIMES = 500;
    private static final int LINES_OF_ONE = 10;
    private static final int LINES_OF_MANY = 101;

    private final LogCapture log = new LogCapture(ConnectionPipeline.class);

    @AfterEach
    void endCapture() {
        log.close();
    }

    private List<String> warnings(String about) {
        return log.lines().stream()
                .filter(line -> line.startsWith("WARNING") && line.contains(about))
                .toList();
    }

    @Test
    void clientsWhoseUserCannotBeToldConnectAgainAndAgain() {
        TestNode node = TestNode.on(new LocalBackplane())
                .users(request -> {
                    throw new IllegalStateException("no user");
                })
                .build();
        for (int i = 0; i < TIMES; i++) {
            node.connect();
        }

        assertThat(log.lines()).hasSize(LINES_OF_MANY);
    }

    @Test
    void clientsThatAreTooSlowConnectAgainAndAgain() {
        TestNode node = TestNode.on(new LocalBackplane())
                .options(ConnectionOptionsFixture.with(
                        OutboundOptionsFixture.outbound(OverflowPolicy.CLOSE, 10_000, 2, 1024)))
                .build();
        for (int i = 0; i < TIMES; i++) {
            TestClient client = node.connect(null, new FakeTransport().slow());
            HubConnection connection = node.dispatch.connection(client);
            for (int message = 0; connection.isOpen() && message < 100; message++) {
                connection.write(HubMessage.Completion.ofResult("1", "x".repeat(1000)));
            }
            assertThat(connection.isOpen()).isFalse();
        }

        assertThat(warnings("is closed")).hasSize(LINES_OF_MANY - 1);
        assertThat(log.lines()).hasSize(LINES_OF_MANY);
    }

    @Test
    void aConnectionOfAnotherNodeIsAddedToMoreGroupsThanAllowed() {
        LocalBackplane.Exchange exchange = new LocalBackplane.Exchange();
        TestNode asking = TestNode.on(new LocalBackplane(exchange)).build();
        TestNode asked = TestNode.on(new LocalBackplane(exchange)).build();
        TestClient client = asked.connect();
        int most = ConnectionOptions.DEFAULTS.maximumGroupsPerConnection();
        try (LogCapture lines = new LogCapture(HubLifetimeManager.class)) {
            for (int i = 0; i < most + TIMES; i++) {
                asking.lifetimeManager.addToGroup(client.id(), "group " + i);
            }

            assertThat(lines.lines().stream().filter(line -> line.startsWith("WARNING") && line.contains("group")))
                    .hasSize(LINES_OF_ONE);
        }
    }
}
