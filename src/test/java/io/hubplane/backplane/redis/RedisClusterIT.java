package io.hubplane.backplane.redis;

import static io.hubplane.contract.ReceivedMessages.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.redis.topology.Partitions;
import io.hubplane.backplane.redis.topology.RedisAccessOptions;
import io.hubplane.contract.ReceivedMessages;
import io.hubplane.fixture.RedisCluster;
import io.hubplane.fixture.RedisServer;
import io.hubplane.observe.HubObserver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.JedisClusterCRC16;

/** A Redis Cluster: what every backplane does, and what happens when a master or a slot changes its place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("redis")
class RedisClusterIT extends MovingRedisContract {
    private static final int GROUPS = 24;
    private RedisCluster cluster;

    @BeforeAll
    void startRedis() {
        cluster = new RedisCluster();
    }

    @BeforeEach
    void awaitWhole() {
        cluster.awaitWhole();
    }

    @AfterAll
    void stopRedis() {
        cluster.close();
    }

    @Override
    RedisOptions options() {
        return options(12);
    }

    private RedisOptions options(int partitions) {
        return options(cluster.uri(), new RedisAccessOptions(null, null, null, null, partitions));
    }

    @Override
    protected Scope groupWith(Scope scope, String name) {
        Partitions partitions = Partitions.of(12);
        for (int i = 0; ; i++) {
            Scope group = Scope.group("chat", name + " " + i);
            if (partition(partitions, group) == partition(partitions, scope)) {
                return group;
            }
        }
    }

    private static int partition(Partitions partitions, Scope scope) {
        return partitions.of(scope.kind().name(), scope.hub(), scope.name());
    }

    private static String ask(RedisServer server, Command command, String... arguments) {
        try (Jedis redis = new Jedis(server.uri())) {
            return new String((byte[]) redis.sendCommand(command, arguments), StandardCharsets.UTF_8);
        }
    }

    @Test
    void mastersShareTheChannels() throws Exception {
        Backplane node = node();
        for (int i = 0; i < 120; i++) {
            await(node.subscribe(Scope.group("chat", "group " + i), new ReceivedMessages()));
        }

        assertThat(cluster.masters())
                .hasSize(3)
                .allSatisfy(master -> assertThat(cluster.channels(master).stream()
                                .filter(channel -> channel.contains("test:chat:group:")))
                        .hasSizeBetween(20, 60));
    }

    @Test
    void masterThatIsKilledIsReplacedAndNothingIsLost() throws Exception {
        RedisServer master = cluster.masters().get(0);
        try (AuditedTraffic traffic = traffic(GROUPS)) {
            List<RedisServer> before = cluster.masters();
            master.kill();
            try {
                cluster.awaitMaster(cluster.partner(master));
                traffic.awaitMore();
                assertThat(before).contains(master);
            } finally {
                master.restart();
            }
            cluster.awaitWhole();
            traffic.awaitMore();

            assertWhole(traffic);
        }
    }

    @Test
    void masterThatBecomesAReplicaIsLeftAndNothingIsLost() throws Exception {
        RedisServer master = cluster.masters().get(1);
        RedisServer replica = cluster.partner(master);
        try (AuditedTraffic traffic = traffic(GROUPS)) {
            cluster.failOverTo(replica);
            traffic.awaitMore();

            assertThat(eventually(() -> cluster.channels(master).isEmpty()
                            && !cluster.channels(replica).isEmpty()))
                    .as("all channels are with the new master")
                    .isTrue();
            assertWhole(traffic);
        }
    }

    private static boolean eventually(BooleanSupplier is) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!is.getAsBoolean() && System.nanoTime() - deadline < 0) {
            Thread.sleep(20); // Redis tells nobody
        }
        return is.getAsBoolean();
    }

    @Test
    void slotThatMovesUnderTrafficIsFollowedAndNothingIsLost() throws Exception {
        try (AuditedTraffic traffic = traffic(GROUPS)) {
            List<RedisServer> masters = cluster.masters();
            String channel = cluster.channels(masters.get(0)).stream()
                    .filter(each -> each.contains(":group:"))
                    .findFirst()
                    .orElseThrow();
            int slot = JedisClusterCRC16.getSlot(channel);
            for (int i = 0; i < 6; i++) {
                cluster.moveSlot(slot, masters.get(i % 3), masters.get((i + 1) % 3));
                traffic.awaitMore();
            }
            assertThat(cluster.channels(masters.get(0))).contains(channel);

            assertWhole(traffic);
        }
    }

    /** The node that asks has no reason to notice that the slot is elsewhere until it asks. */
    @Test
    void nodeIsNotTakenForGoneWhenItsSlotMoves() throws Exception {
        Backplane a = node();
        Backplane b = node();
        Scope scope = Scope.node("chat", b.nodeId());
        await(b.subscribe(scope, new ReceivedMessages()));
        assertThat(await(a.hasSubscriber(scope))).isTrue();
        RedisServer from = cluster.masters().stream()
                .filter(each -> cluster.channels(each).stream().anyMatch(name -> name.contains(":node:" + b.nodeId())))
                .findFirst()
                .orElseThrow();
        RedisServer to = cluster.masters().stream()
                .filter(each -> each != from)
                .findFirst()
                .orElseThrow();
        String channel = cluster.channels(from).stream()
                .filter(name -> name.contains(":node:" + b.nodeId()))
                .findFirst()
                .orElseThrow();
        int slot = JedisClusterCRC16.getSlot(channel);
        cluster.moveSlot(slot, from, to);
        try {
            assertThat(eventually(() -> cluster.channels(to).contains(channel))).isTrue();
            assertThat(await(a.hasSubscriber(scope))).isTrue();
        } finally {
            cluster.moveSlot(slot, to, from);
        }
    }

    @Test
    void nodesWithAnotherNumberOfPartitionsAreNotHeard() throws Exception {
        Backplane a = node();
        Backplane other = nodes.start(options(6), SIGNED, HubObserver.NONE);
        ReceivedMessages received = new ReceivedMessages();
        List<Scope> scopes = IntStream.range(0, 20)
                .mapToObj(i -> Scope.group("chat", "group " + i))
                .toList();
        for (Scope scope : scopes) {
            await(other.subscribe(scope, received));
        }
        for (Scope scope : scopes) {
            await(a.publish(scope, message("x")));
        }
        assertThat(received.isEmpty()).isTrue();
    }

    @Test
    void closeLeavesNoThreadAndNoConnection() throws Exception {
        Backplane node = newNode();
        node.start();
        await(node.subscribe(ALL, new ReceivedMessages()));
        assertThat(RedisPubSubBackplaneIT.threadsOf(node)).hasSize(12 * 3 + 1);

        node.close();

        assertThat(RedisPubSubBackplaneIT.threadsOf(node)).isEmpty();
        for (RedisServer each : cluster.nodes()) {
            assertThat(ask(each, Command.CLIENT, "LIST")).doesNotContain(node.nodeId());
        }
    }
}
