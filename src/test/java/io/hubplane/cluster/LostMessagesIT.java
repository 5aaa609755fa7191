package io.hubplane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.cluster.application.LossHub;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.OfficialClient;
import io.hubplane.fixture.OfficialClients;
import io.hubplane.fixture.RedisServer;
import io.hubplane.fixture.Server;
import io.hubplane.fixture.TcpProxy;
import io.hubplane.server.Applications;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an application and its clients learn when messages are lost between nodes that send nothing again. */
class LostMessagesIT {
    private static final String SECRET = "a secret of at least thirty-two characters";

    private static RedisServer redis;
    private static TcpProxy link;
    private static List<HubplaneNode> nodes;
    private static OfficialClients clients;

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        link = TcpProxy.to(redis.port());
        Path war = Applications.chatWith(LossHub.class.getPackage(), "losses.war");
        nodes = HubplaneNode.startAll(
                Server.underTest(), settings("node-1", war, redis.port()), settings("node-2", war, link.port()));
        clients = OfficialClients.start();
    }

    private static NodeSettings settings(String name, Path war, int port) {
        return NodeSettings.named(name)
                .withWar(war, "")
                .with("hubplane.redis.uri", "redis://127.0.0.1:" + port)
                .with("hubplane.redis.resend-buffer", "0")
                .withSecret("HUBPLANE_BACKPLANE_SECRET", SECRET);
    }

    @AfterAll
    static void stop() {
        clients.close();
        nodes.forEach(HubplaneNode::close);
        link.close();
        redis.close();
    }

    private static OfficialClient open(HubplaneNode node) {
        return clients.open(node.resolve("losses"), "said", "missed");
    }

    @Test
    void membersOfAGroupAndTheApplicationLearnHowManyMessagesOfWhichNodeWereLost() {
        try (OfficialClient ann = open(nodes.get(0));
                OfficialClient bob = open(nodes.get(1));
                OfficialClient eve = open(nodes.get(1))) {
            ann.invoke("join", "room");
            bob.invoke("join", "room");
            ann.invoke("say", "room", "hello");
            assertThat(bob.calls("said").next()).containsExactly("hello");

            link.holdBackToClients();
            for (int i = 0; i < 5; i++) {
                ann.invoke("say", "room", "lost");
            }
            link.cut();

            String node = String.valueOf(ann.invoke("node", "node-1"));
            assertThat(bob.calls("missed").next().get(0))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsAllEntriesOf(Map.of("node", node, "receivers", "group", "name", "room"))
                    .extractingByKey("count")
                    .hasToString("5");
            assertThat(bob.invoke("losses")).asString().contains("GROUP room 5 of " + node);
            assertThat(ann.invoke("losses")).asString().doesNotContain("room");
            ann.invoke("say", "room", "again");
            assertThat(bob.calls("said").next()).containsExactly("again");
            assertThat(eve.calls("missed").rest()).isEmpty();
            assertThat(ann.calls("missed").rest()).isEmpty();
        }
    }
}
