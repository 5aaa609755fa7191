package io.hubplane.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.connection.ByteProtocol;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.protocol.HubMessage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What nodes tell each other about client results in addition to the messages of ASP.NET Core. */
class ClientResultsAmongHubplaneNodesTest {
    private static final HubMessage.Invocation QUESTION = HubMessage.Invocation.of("add", 1, 2);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final LocalBackplane.Exchange exchange = new LocalBackplane.Exchange();
    private final TestNode node = TestNode.on(new LocalBackplane(exchange)).build();
    private final TestNode other = TestNode.on(new LocalBackplane(exchange)).build();
    private final TestClient there = other.connect();

    private CompletableFuture<?> ask(TestNode asking) {
        return asking.lifetimeManager
                .invoke(there.id(), QUESTION, int.class, TIMEOUT)
                .toCompletableFuture();
    }

    @Test
    void theNodeOfAConnectionForgetsWhatNobodyWaitsForAnyMore() {
        int before = TestNode.kept(other.lifetimeManager);
        ask(node).cancel(false);
        assertThat(TestNode.kept(other.lifetimeManager)).isEqualTo(before);

        CompletableFuture<?> late = ask(node);
        assertThat(TestNode.kept(other.lifetimeManager)).isEqualTo(before + 1);
        node.pass(TIMEOUT.plusSeconds(1));
        assertThat(late).isCompletedExceptionally();
        assertThat(TestNode.kept(other.lifetimeManager)).isEqualTo(before);
    }

    @Test
    void aNodeThatSharesNoProtocolWithTheClientCannotAsk() {
        TestNode foreign = TestNode.on(new LocalBackplane(exchange))
                .protocols(new ByteProtocol())
                .build();

        assertThatThrownBy(() -> ask(foreign).join())
                .hasRootCauseInstanceOf(ConnectionException.class)
                .hasRootCauseMessage("Connection '" + there.id() + "' does not exist.");
        assertThat(there.messages()).isEmpty();
    }
}
