package io.hubplane.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.connection.HubNode.TestClient;
import io.hubplane.protocol.HubMessage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What nodes tell each other about client results beyond what ASP.NET Core knows messages for. */
class ClientResultsAmongHubplaneNodesTest {
    private static final HubMessage.Invocation QUESTION = HubMessage.Invocation.of("add", 1, 2);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final LocalBackplane.Exchange exchange = new LocalBackplane.Exchange();
    private final HubNode node = HubNode.on(new LocalBackplane(exchange)).build();
    private final HubNode other = HubNode.on(new LocalBackplane(exchange)).build();
    private final TestClient there = other.connect();

    private CompletableFuture<?> ask(HubNode asking) {
        return asking.lifetimeManager
                .invoke(there.id(), QUESTION, int.class, TIMEOUT)
                .toCompletableFuture();
    }

    @Test
    void theNodeOfAConnectionForgetsWhatNobodyWaitsForAnyMore() {
        int before = other.lifetimeManager.size();
        ask(node).cancel(false);
        assertThat(other.lifetimeManager.size()).isEqualTo(before);

        CompletableFuture<?> late = ask(node);
        assertThat(other.lifetimeManager.size()).isEqualTo(before + 1);
        node.pass(TIMEOUT.plusSeconds(1));
        assertThat(late).isCompletedExceptionally();
        assertThat(other.lifetimeManager.size()).isEqualTo(before);
    }

    @Test
    void aNodeThatSharesNoProtocolWithTheClientCannotAsk() {
        HubNode foreign = HubNode.on(new LocalBackplane(exchange))
                .protocols(new ByteProtocol())
                .build();

        assertThatThrownBy(() -> ask(foreign).join())
                .hasRootCauseInstanceOf(ConnectionException.class)
                .hasRootCauseMessage("Connection '" + there.id() + "' does not exist.");
        assertThat(there.messages()).isEmpty();
    }
}
