package io.hubplane.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.HubplaneNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The nodes of a farm are shut down and started again, one after the other, under traffic, behind a balancer without
 * sticky sessions.
 *
 * <p>Takes less than a minute; with {@code mvn verify -Pfaults} there are more clients and rounds. The nodes' logs are in
 * {@code target/rolling-restart.log}.
 */
@EnabledOnOs(OS.LINUX)
class RollingRestartIT {
    private static final boolean ALL = Boolean.getBoolean("faults.all");
    private static final int CLIENTS = ALL ? 200 : 24;
    /** Restarts of one node. */
    private static final int ROUNDS = ALL ? 20 : 2;

    private static final int MESSAGES_PER_SECOND = 200;
    private static final Duration AROUND = Duration.ofSeconds(ALL ? 3 : 1);
    private static final Duration QUIET = Duration.ofMillis(3500);
    private static final double SOON = 5_000;

    private static AuditedFarm farm;

    @BeforeAll
    static void start() {
        farm = AuditedFarm.ofOneRedis();
    }

    @AfterAll
    static void stop() throws IOException {
        farm.close();
        Files.write(BuildOutput.target().resolve("rolling-restart.log"), farm.log());
    }

    @Test
    void clientsWithStatefulReconnectLoseNothingAndNoticeNothing() {
        farm.balanceStatefully(CLIENTS);
        Findings found = restartInTurn();

        List<Integer> interruptions = farm.clients().interruptions();
        assertThat(found.receptions()).as("received: %s", found).isPositive();
        assertThat(found.lost() + found.lostHere()).as("lost: %s", found).isZero();
        assertThat(found.doubled()).as("came twice: %s", found).isZero();
        assertThat(found.disordered()).as("came out of order: %s", found).isZero();
        assertThat(interruptions.stream().filter(count -> count > 0).count())
                .as("clients that were told that their connection is lost: %s", found)
                .isZero();
    }

    @Test
    void otherClientsAreToldAndAreSoonElsewhere() {
        farm.balance();
        Findings found = restartInTurn();

        assertThat(farm.clients().interruptions().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .as("told that it is lost")
                .isPositive();
        assertThat(found.longestAway()).as("away: %s", found).isLessThan(SOON);
        assertThat(found.doubled()).as("came twice: %s", found).isZero();
        assertThat(found.disordered()).as("came out of order: %s", found).isZero();
    }

    private Findings restartInTurn() {
        AuditedClients clients = farm.clients();
        List<HubplaneNode> nodes = List.of(farm.first(), farm.second());
        clients.awaitWhole();
        farm.begin();
        clients.speak(MESSAGES_PER_SECOND);
        for (int round = 0; round < ROUNDS; round++) {
            Trial.pass(AROUND);
            nodes.get(round % nodes.size()).restart();
        }
        double end = clients.now();
        Trial.pass(AROUND);
        clients.rest();
        clients.awaitWhole();
        clients.awaitQuiet(QUIET);
        return Audit.of(clients.record(), end);
    }
}
