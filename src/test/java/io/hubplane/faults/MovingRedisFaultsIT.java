package io.hubplane.faults;

import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.RedisCluster;
import io.hubplane.fixture.WatchedRedis;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The promises of {@link FaultsIT} with Sentinel and with a Cluster; only with {@code mvn verify -Pfaults}, which
 * writes the tables of {@code reliability.md}.
 */
@EnabledOnOs(OS.LINUX)
@Tag("long")
class MovingRedisFaultsIT {
    private static final String PASSWORD = "of-the-sentinels";
    private static final Duration AFTER = Duration.ofSeconds(8);

    @Test
    void sentinelsReplaceTheMaster() {
        try (WatchedRedis redis = new WatchedRedis(PASSWORD)) {
            Map<String, String> secrets = Map.of("HUBPLANE_REDIS_SENTINEL_PASSWORD", PASSWORD);
            tryAll("Sentinel", redis.uri(), secrets, MovingRedisFaults.of(redis), redis::awaitWhole);
        }
    }

    @Test
    void aClusterReplacesItsMastersAndMovesSlots() {
        try (RedisCluster redis = new RedisCluster()) {
            tryAll("Cluster", redis.uri(), Map.of(), MovingRedisFaults.of(redis), redis::awaitWhole);
        }
    }

    private static void tryAll(
            String redis, URI uri, Map<String, String> secrets, List<Fault> faults, Runnable awaitWhole) {
        ReliabilityTable table = new ReliabilityTable(redis);
        List<Trial> trials = new ArrayList<>();
        try (AuditedFarm farm = AuditedFarm.at(uri, secrets)) {
            for (Fault fault : faults) {
                awaitWhole.run();
                trials.add(Trial.of(fault, farm, AFTER));
                table.add(trials.get(trials.size() - 1));
            }
            table.write(farm.log());
        }
        trials.forEach(Trial::assertAsPromised);
        table.writeInto(BuildOutput.project().resolve("src/site/markdown/reliability.md"));
    }
}
