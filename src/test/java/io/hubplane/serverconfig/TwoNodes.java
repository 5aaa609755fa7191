package io.hubplane.serverconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.ChildProcess;
import io.hubplane.fixture.OfficialClient;
import io.hubplane.fixture.OfficialClients;
import io.hubplane.fixture.Ports;
import io.hubplane.fixture.RedisServer;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;

/** Checks two nodes that a shipped script starts, or one node that is started in another way. */
final class TwoNodes {
    /** The other ports of WildFly, relative to its HTTP port: HTTPS, management, transactions. */
    private static final List<Integer> BESIDE =
            List.of(8443 - 8080, 9990 - 8080, 9993 - 8080, 4712 - 8080, 4713 - 8080);

    private TwoNodes() {}

    /** A free HTTP port for which those other ports are free too. */
    private static int freeWithNeighbours() {
        while (true) {
            int port = Ports.free();
            if (BESIDE.stream().allMatch(distance -> isFree(port + distance))) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        return port > 0 && port <= 65_535 && Ports.isFree(InetAddress.getLoopbackAddress(), port);
    }

    /** Checks that the script runs two nodes that reach each other, and that both end with it. */
    static void assertScriptRunsThem(String script, Path server, Path directory) {
        int first = freeWithNeighbours();
        int second = freeWithNeighbours();
        List<String> command = List.of(
                ShippedFile.of(script).toString(),
                server.toString(),
                BuildOutput.war().toString(),
                Integer.toString(first),
                Integer.toString(second));
        try (RedisServer redis = RedisServer.start()) {
            Map<String, String> environment =
                    Map.of("HUBPLANE_REDIS_URI", redis.uri().toString());
            try (ChildProcess process = ChildProcess.start("two nodes", command, environment, directory, line -> {})) {
                Waiting.forPage(process, page(first));
                Waiting.forPage(process, page(second));
                assertTheyReachEachOther(first, second);
            }
            assertThat(Waiting.listens(first)).isFalse();
            assertThat(Waiting.listens(second)).isFalse();
        }
    }

    private static void assertTheyReachEachOther(int first, int second) {
        try (OfficialClients clients = OfficialClients.start()) {
            OfficialClient here = clients.open(page(first).resolve("chat"), "broadcastMessage");
            OfficialClient there = clients.open(page(second).resolve("chat"), "broadcastMessage");

            here.invoke("send", "Ada", "Hello");

            assertThat(there.calls("broadcastMessage").next()).containsExactly("Ada", "Hello");
        }
    }

    /** Checks that a node serves the chat and uses the configured Redis and channel prefix. */
    static void assertServesFarm(int port, RedisServer redis, String userAndPassword) {
        try (OfficialClients clients = OfficialClients.start()) {
            OfficialClient client = clients.open(page(port).resolve("chat"), "roomMessage");
            client.invoke("join", "lunch");
            client.invoke("sendToRoom", "lunch", "Ada", "Hello");

            assertThat(client.calls("roomMessage").next()).containsExactly("lunch", "Ada", "Hello");
            assertThat(channels(redis, userAndPassword))
                    .contains("HubplaneChat:io.hubplane.sample.chat.ChatHub:group:lunch");
        }
    }

    private static List<String> channels(RedisServer redis, String userAndPassword) {
        try (Jedis jedis = new Jedis(redis.uri(userAndPassword))) {
            return jedis.pubsubChannels();
        }
    }

    static URI page(int port) {
        return URI.create("http://127.0.0.1:" + port + "/hubplane/");
    }
}
