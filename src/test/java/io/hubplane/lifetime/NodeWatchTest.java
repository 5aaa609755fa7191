package io.hubplane.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.fake.ManualExecutor;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.protocol.HubMessage;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** How soon a node notices that another node, from which it awaits answers, has gone. */
class NodeWatchTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration PERIOD = Duration.ofSeconds(3);

    private final LocalBackplane.Exchange exchange = new LocalBackplane.Exchange();
    private final LocalBackplane away = new LocalBackplane(exchange);
    private final TestNode node = TestNode.on(new LocalBackplane(exchange)).build();
    private final TestNode other =
            TestNode.on(away).executor(new ManualExecutor()).build();
    private final TestClient there = other.connect();

    private CompletableFuture<?> ask() {
        return node.lifetimeManager
                .invoke(there.id(), HubMessage.Invocation.of("add"), int.class, LONG)
                .toCompletableFuture();
    }

    private CompletableFuture<ForwardedAnswer> poll() {
        other.connections.serveForwarded(request -> new CompletableFuture<>());
        String token = other.negotiate(null).token();
        return node.connections
                .forward(new ForwardedRequest("GET", token, TestNode.request(), new byte[0], LONG))
                .orElseThrow()
                .toCompletableFuture();
    }

    @Test
    void whatIsAskedOfANodeThatGoesFailsLongBeforeItsTime() {
        CompletableFuture<?> answer = ask();
        CompletableFuture<?> poll = poll();
        node.pass(PERIOD);
        away.close();
        node.pass(PERIOD);
        assertThat(answer).as("it may be subscribing anew").isNotDone();
        assertThat(poll).isNotDone();
        node.pass(PERIOD);

        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ConnectionException.class)
                .withMessageContaining("Connection '" + there.id() + "' disconnected.");
        assertThat(poll)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ConnectionException.class);
        assertThat(TestNode.kept(node.lifetimeManager)).isZero();
    }

    @Test
    void aNodeThatIsThereMayTakeItsTime() {
        CompletableFuture<?> answer = ask();
        CompletableFuture<?> poll = poll();
        for (int i = 0; i < 20; i++) {
            node.pass(PERIOD);
        }

        assertThat(answer).isNotDone();
        assertThat(poll).isNotDone();
    }
}
