package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.RedeployableNode;
import io.hubplane.fixture.RedisServer;
import io.hubplane.fixture.Server;
import io.hubplane.fixture.WildFlyServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/**
 * An application with hubs is deployed and undeployed while the server runs.
 *
 * <p>After a WebSocket was open, instances are counted and not class loaders: Payara Micro 6 keeps the class loader of
 * each application with WebSockets, since Grizzly's request objects, cached by its threads, keep their
 * {@code TyrusHttpUpgradeHandler}. A plain {@code @ServerEndpoint} is kept in the same way.
 */
class RedeployIT {
    private static final int ROUNDS = 4;

    /**
     * What the server itself keeps. The stack of an idle worker thread of WildFly 39 holds a completed
     * {@code EnhancedQueueExecutor$Task}, and so its exchange, servlet and WebSocket: one for each worker, and here
     * there is only one.
     */
    private static final int KEPT = Server.underTest() instanceof WildFlyServer ? 1 : 0;

    private static final String NODE = "io.hubplane.cdi.HubNode";
    private static final String CONNECTION = "io.hubplane.connection.HubConnection";
    private static final Pattern THREAD = Pattern.compile("\"(hubplane-[^\"]*)\"");

    @Test
    void anUndeployedApplicationTellsItsClientsAndLeavesNothingBehind(@TempDir Path directory) {
        try (RedisServer redis = RedisServer.start();
                RedeployableNode node = RedeployableNode.start(settings(redis), directory)) {
            serveAndUndeploy(node, redis);
            for (int round = 2; round <= ROUNDS; round++) {
                node.deploy();
                serveAndUndeploy(node, redis);
            }
            node.awaitUntil("instances of " + NODE + " and " + CONNECTION + " are gone", () -> {
                askForSomethingElse(node);
                String histogram = node.jcmd("GC.class_histogram");
                return instances(histogram, NODE) <= KEPT && instances(histogram, CONNECTION) <= KEPT;
            });
        }
    }

    /** Without a WebSocket, because Payara would keep the class loader; a thread may keep one generation. */
    @Test
    void classesOfUndeployedApplicationsGo(@TempDir Path directory) {
        try (RedisServer redis = RedisServer.start();
                RedeployableNode node = RedeployableNode.start(settings(redis), directory)) {
            for (int round = 1; round < ROUNDS; round++) {
                assertThat(generations(node)).isPositive();
                node.undeploy();
                node.deploy();
            }
            node.undeploy();
            node.awaitUntil("the classes of all but the last application are gone", () -> {
                askForSomethingElse(node);
                node.jcmd("GC.run");
                return generations(node) <= 1;
            });
        }
    }

    /** How many class loaders hold our classes. */
    private static long generations(RedeployableNode node) {
        return Pattern.compile(Pattern.quote(NODE) + "/0x")
                .matcher(node.jcmd("VM.class_hierarchy " + NODE))
                .results()
                .count();
    }

    /** Gives the server's threads other work, because they may keep what they did last. */
    private static void askForSomethingElse(RedeployableNode node) {
        try {
            assertThat(RawConnection.request("GET", node.resolve("")).statusCode())
                    .isEqualTo(404);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NodeSettings settings(RedisServer redis) {
        return NodeSettings.named("node")
                .withSecret("HUBPLANE_REDIS_URI", redis.uri().toString());
    }

    private static void serveAndUndeploy(RedeployableNode node, RedisServer redis) {
        try (RawConnection ann = RawConnection.connect(node.resolve("chat"));
                RawConnection bob = RawConnection.connect(node.resolve("chat"))) {
            // Messages of others may come before it.
            assertThat(ann.messages().next()).contains("\"target\":\"welcome\"");
            assertThat(bob.messages().next()).contains("\"target\":\"welcome\"");
            ann.send("{\"type\":1,\"target\":\"send\",\"arguments\":[\"Ann\",\"hello\"]}" + RawConnection.RS);
            String said = "{\"type\":1,\"target\":\"broadcastMessage\",\"arguments\":[\"Ann\",\"hello\"]}";
            ann.messages().skipTo(said);
            bob.messages().skipTo(said);
            assertThat(threads(node)).isNotEmpty();
            assertThat(redisConnections(redis)).isPositive();
            assertThat(instances(node.jcmd("GC.class_histogram"), CONNECTION)).isGreaterThanOrEqualTo(2);

            node.undeploy();
            assertThatItWasTold(ann);
            assertThatItWasTold(bob);
            assertThat(threads(node)).isEmpty();
            // Redis notices the end of a connection a little after the node has ended it.
            node.awaitUntil("no connection to Redis is left", () -> redisConnections(redis) == 0);
        }
    }

    private static void assertThatItWasTold(RawConnection client) {
        assertThat(client.messages().next()).isEqualTo("{\"type\":7,\"allowReconnect\":true}");
        assertThat(client.closings().next()).isEqualTo(1001);
    }

    private static List<String> threads(RedeployableNode node) {
        return THREAD.matcher(node.jcmd("Thread.print"))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The node's connections to Redis, without the one that asks. */
    private static long redisConnections(RedisServer redis) {
        try (Jedis jedis = new Jedis(redis.uri())) {
            return jedis.clientList().lines().count() - 1;
        }
    }

    /** Counts the instances of a class, whichever loader defined it. */
    private static long instances(String histogram, String className) {
        return Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +" + Pattern.quote(className) + "$")
                .matcher(histogram)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }
}
