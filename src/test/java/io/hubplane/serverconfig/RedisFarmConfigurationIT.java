package io.hubplane.serverconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.Patience;
import io.hubplane.fixture.Ports;
import io.hubplane.fixture.RedisServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The files for Sentinel and for a Cluster, started as their comments say. */
class RedisFarmConfigurationIT {
    private static final String PASSWORD = "change-me";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    private Path directory;

    private final List<RedisServer> started = new ArrayList<>();

    private RedisServer start(String file, String... more) {
        int port = Ports.free();
        List<String> lines = new ArrayList<>(List.of("include " + file));
        lines.addAll(List.of(more));
        lines.add("port " + port);
        started.add(RedisServer.start(port, lines.toArray(String[]::new)));
        return started.get(started.size() - 1);
    }

    private static String hosts(List<RedisServer> servers) {
        return servers.stream().map(each -> "127.0.0.1:" + each.port()).collect(Collectors.joining(","));
    }

    @Test
    void sentinelsReplaceAMasterInTimeAndNodesFindTheNewOne() throws Exception {
        try {
            String usual = ShippedFile.of("redis/redis.conf").toString();
            RedisServer master = start(usual, "masterauth " + PASSWORD);
            RedisServer replica = start(usual, "masterauth " + PASSWORD, "replicaof 127.0.0.1 " + master.port());
            Path file = ShippedFile.copy(
                    "redis/sentinel.conf",
                    directory,
                    Map.of(
                            "port 26379",
                            "", // the fixture gives each sentinel its own
                            "monitor hubplane 127.0.0.1 6379",
                            "monitor hubplane 127.0.0.1 " + master.port()));
            String[] lines = Files.readAllLines(file).toArray(String[]::new);
            List<RedisServer> sentinels =
                    Stream.generate(() -> RedisServer.sentinel(lines)).limit(3).toList();
            started.addAll(sentinels);
            URI uri = URI.create("redis+sentinel://:" + PASSWORD + "@" + hosts(sentinels) + "/?master=hubplane");
            sentinels.forEach(each -> Patience.await("the sentinels know each other", PATIENCE, () -> {
                try (Jedis sentinel = new Jedis(each.uri())) {
                    return sentinel.info("sentinel").contains("status=ok")
                            && sentinel.info("sentinel").contains("slaves=1,sentinels=3");
                }
            }));
            RedisConfigurationIT.assertNodesReachEachOther(uri);

            master.kill();
            Patience.await("the replica becomes the master", PATIENCE, () -> {
                try (Jedis redis = new Jedis(replica.uri(":" + PASSWORD))) {
                    return redis.info("replication").contains("role:master");
                }
            });

            RedisConfigurationIT.assertNodesReachEachOther(uri);
        } finally {
            started.forEach(RedisServer::close);
        }
    }

    @Test
    void sixNodesBecomeAClusterThroughWhichNodesReachEachOther() throws Exception {
        try {
            Path file = ShippedFile.copy(
                    "redis/cluster.conf",
                    directory,
                    Map.of("include redis/redis.conf", "include " + ShippedFile.of("redis/redis.conf")));
            for (int i = 0; i < 6; i++) {
                start(file.toString(), "cluster-port " + Ports.free());
            }
            List<String> command =
                    new ArrayList<>(List.of(Programs.require("redis-cli"), "-a", PASSWORD, "--cluster", "create"));
            started.forEach(each -> command.add("127.0.0.1:" + each.port()));
            command.addAll(List.of("--cluster-replicas", "1", "--cluster-yes"));
            Path log = directory.resolve("create.log");
            int status = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            assertThat(status).as(() -> "redis-cli: " + log).isZero();
            assertThat(Files.readString(log)).contains("[OK] All 16384 slots covered.");

            RedisConfigurationIT.assertNodesReachEachOther(
                    URI.create("redis+cluster://:" + PASSWORD + "@" + hosts(started.subList(0, 2))));
        } finally {
            started.forEach(RedisServer::close);
        }
    }
}
