package io.hubplane.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fake.FakeBackplane;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.lifetime.routing.RoutingMode;
import io.hubplane.protocol.HubMessage;
import io.hubplane.transport.ForwardedRequest;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a node does whose backplane carries messages for clients but no commands, because the sender of a command cannot
 * be verified.
 */
class CommandlessBackplaneTest {
    private static final String ELSEWHERE = "otherNode000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final FakeBackplane backplane = new FakeBackplane();

    private TestNode node(RoutingMode mode) {
        backplane.carryNoCommands();
        TestNode node = TestNode.on(backplane).routing(mode).build();
        backplane.takeCalls();
        return node;
    }

    private static void assertRefused(CompletionStage<?> stage) {
        assertThat(stage.toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("hubplane.backplane.secret");
    }

    @ParameterizedTest
    @EnumSource(RoutingMode.class)
    void commandsAndQuestionsFailAtOnceAndAreNotPublished(RoutingMode mode) {
        TestNode node = node(mode);

        assertRefused(node.lifetimeManager.addToGroup(ELSEWHERE, "g"));
        assertRefused(node.lifetimeManager.removeFromGroup(ELSEWHERE, "g"));
        assertRefused(node.lifetimeManager.invoke(
                ELSEWHERE, HubMessage.Invocation.of("add"), int.class, Duration.ofSeconds(1)));
        assertThat(node.connections.forward(
                        new ForwardedRequest("GET", ELSEWHERE, TestNode.request(), new byte[0], Duration.ZERO)))
                .isEmpty();
        assertThat(backplane.takeCalls()).isEmpty();
        assertThat(TestNode.kept(node.lifetimeManager)).isZero();
    }

    @ParameterizedTest
    @EnumSource(RoutingMode.class)
    void deliveriesAndConnectionsOfThisNodeAreServed(RoutingMode mode) {
        TestNode node = node(mode);
        String here = node.connect().id();
        backplane.takeCalls();

        assertThat(node.lifetimeManager.addToGroup(here, "g").toCompletableFuture())
                .isCompleted();
        assertThat(node.lifetimeManager
                        .send(Recipients.connection(ELSEWHERE), HubMessage.Invocation.of("hello"))
                        .toCompletableFuture())
                .isCompleted();
        assertThat(backplane.takeCalls()).hasSize(2).last().asString().startsWith("publish");
    }
}
