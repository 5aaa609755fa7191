package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.OfficialClient;
import io.hubplane.fixture.OfficialClients;
import io.hubplane.fixture.RedisCluster;
import io.hubplane.fixture.RedisServer;
import io.hubplane.fixture.Server;
import io.hubplane.fixture.WatchedRedis;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Clients of two nodes chat through a Redis that Sentinel watches, and through a Cluster, while a master dies. */
class RedisFormsIT {
    private static final String ALL = "broadcastMessage";
    private static final String PASSWORD = "of-the-sentinels";
    private static final int MESSAGES = 200;

    @Test
    void chatGoesOnWhenSentinelReplacesTheMaster() {
        try (WatchedRedis redis = new WatchedRedis(PASSWORD)) {
            RedisServer master = redis.master();
            assertThatChatGoesOn(redis.uri(), Map.of("HUBPLANE_REDIS_SENTINEL_PASSWORD", PASSWORD), () -> {
                master.kill();
                redis.awaitMaster(redis.other(master));
            });
        }
    }

    @Test
    void chatGoesOnWhenAClusterReplacesAMaster() {
        try (RedisCluster redis = new RedisCluster()) {
            assertThatChatGoesOn(redis.uri(), Map.of(), () -> {
                redis.nodes().get(1).kill();
                redis.awaitMaster(redis.nodes().get(4));
            });
        }
    }

    private static void assertThatChatGoesOn(URI redis, Map<String, String> secrets, Runnable failure) {
        Path war = Applications.chatWithProbe();
        String secret = UUID.randomUUID().toString();
        List<HubplaneNode> nodes = new ArrayList<>();
        for (String name : List.of("forms-1", "forms-2")) {
            NodeSettings settings = NodeSettings.named(name)
                    .withWar(war, "")
                    .withSecret("HUBPLANE_REDIS_URI", redis.toString())
                    .withSecret("HUBPLANE_BACKPLANE_SECRET", secret);
            for (Map.Entry<String, String> each : secrets.entrySet()) {
                settings = settings.withSecret(each.getKey(), each.getValue());
            }
            nodes.add(HubplaneNode.launch(Server.underTest(), settings));
        }
        try (OfficialClients clients = OfficialClients.start()) {
            HubplaneNode.awaitAll(nodes);
            try (OfficialClient ann = clients.open(nodes.get(0).resolve("chat"), ALL);
                    OfficialClient bob = clients.open(nodes.get(1).resolve("chat"), ALL, "roomMessage")) {
                bob.invoke("join", "den"); // from then on the other node's messages come
                for (int i = 0; i < MESSAGES; i++) {
                    if (i == MESSAGES / 2) {
                        failure.run();
                    }
                    ann.invoke("send", "Ann", "message " + i);
                    ann.invoke("sendToRoom", "den", "Ann", "to the den " + i);
                }
                for (int i = 0; i < MESSAGES; i++) {
                    assertThat(bob.calls(ALL).next()).containsExactly("Ann", "message " + i);
                    assertThat(bob.calls("roomMessage").next()).containsExactly("den", "Ann", "to the den " + i);
                }
                assertThat(bob.closed().rest()).isEmpty();
            }
        } finally {
            nodes.forEach(HubplaneNode::close);
        }
    }
}
