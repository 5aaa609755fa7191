package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeFailure;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.Server;
import io.hubplane.server.lost.LostGuardHub;
import org.junit.jupiter.api.Test;

/** A mistake in the configuration stops the deployment, and the log says what to do. */
class MisconfigurationIT {
    @Test
    void everyMistakeIsNamedWithKeyValueAndWhatIsAllowed() {
        NodeSettings settings = NodeSettings.named("misconfigured")
                .with("hubplane.redis.uri", "http://:secret@redis-host:6379")
                .with("hubplane.keep-alive-interval", "fifteen")
                .with("hubplane.redis.chanel-prefix", "Chat:");
        try (HubplaneNode node = HubplaneNode.launch(Server.underTest(), settings)) {
            assertThatExceptionOfType(NodeFailure.class).isThrownBy(node::awaitAnswer);
            assertThat(says(node, "hubplane.redis.uri is \"http:***@redis-host:6379\"; allowed is redis://"))
                    .isTrue();
            assertThat(says(node, "hubplane.keep-alive-interval is \"fifteen\"; allowed is a duration"))
                    .isTrue();
            assertThat(says(
                            node,
                            "hubplane.redis.chanel-prefix is not a setting; did you mean"
                                    + " hubplane.redis.channel-prefix?"))
                    .isTrue();
            assertThat(says(node, ":secret@")).isFalse();
        }
    }

    @Test
    void securityAnnotationThatWouldBeLostStopsTheDeployment() {
        NodeSettings settings = NodeSettings.named("lost-guard")
                .withWar(Applications.library(LostGuardHub.class.getPackage(), "lost.war"), "lost");
        try (HubplaneNode node = HubplaneNode.launch(Server.underTest(), settings)) {
            assertThatExceptionOfType(NodeFailure.class).isThrownBy(node::awaitAnswer);
            assertThat(node.process()
                            .log()
                            .contains(line -> line.contains("LostGuardHub")
                                    && line.contains(
                                            "overriding methods do not inherit security annotations, so repeat it")))
                    .isTrue();
        }
    }

    private static boolean says(HubplaneNode node, String text) {
        return node.process().log().contains(line -> line.contains(text));
    }
}
