package io.hubplane.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.faults.Recording.Presence;
import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.HubplaneNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The nodes of a farm are shut down and started again, one after the other, under traffic, behind a balancer without
 * sticky sessions.
 *
 * <p>Takes less than a minute; with {@code mvn verify -Pfaults} there are more clients and rounds. The logs of
 * nodes and balancer are in {@code target/rolling-restart.log}.
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

    /** The time over which a node that is shut down closes its connections. */
    private static final Duration SPREAD = Duration.ofSeconds(1);

    private static AuditedFarm farm;

    private final List<Restart> restarts = new ArrayList<>();
    /** When the clients were where; known after the restarts. */
    private List<Presence> presences = List.of();

    /** When a node was restarted, in milliseconds of the record's clock. */
    private record Restart(String node, double from, double to) {
        /** Whether a client was there. */
        boolean concerns(Presence presence) {
            return presence.node().equals(node) && presence.from() < from && presence.to() > from;
        }
    }

    @BeforeAll
    static void start() {
        farm = AuditedFarm.ofOneRedis(Map.of("hubplane.shutdown.spread", SPREAD.toSeconds() + "s"));
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

        assertThat(found.receptions()).as("received: %s", found).isPositive();
        assertThat(found.lost() + found.lostHere()).as("lost: %s", found).isZero();
        assertThat(found.doubled()).as("came twice: %s", found).isZero();
        assertThat(found.disordered()).as("came out of order: %s", found).isZero();
        assertThat(farm.clients().interruptions())
                .as("told that the connection is lost: %s", found)
                .isEmpty();
    }

    @Test
    void otherClientsAreToldOneAfterTheOtherAndAreSoonElsewhere() {
        farm.balance(CLIENTS);
        Findings found = restartInTurn();

        for (Restart restart : restarts) {
            List<Double> told = presences.stream()
                    .filter(restart::concerns)
                    .map(Presence::to)
                    .sorted()
                    .toList();
            assertThat(told).as("times when clients were told: %s", restart).hasSizeGreaterThan(CLIENTS / 4);
            assertThat(told.get(told.size() - 1))
                    .as("when the last one was told: %s", restart)
                    .isLessThan(restart.to());
            assertThat(told.get(told.size() - 1) - told.get(0))
                    .as("for how long clients were told, in milliseconds: %s", restart)
                    .isGreaterThan(SPREAD.toMillis() / 2.0);
        }
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
            HubplaneNode node = nodes.get(round % nodes.size());
            double from = clients.now();
            node.restart();
            restarts.add(new Restart(node.settings().name(), from, clients.now()));
            farm.awaitBalance();
        }
        double end = clients.now();
        Trial.pass(AROUND);
        clients.rest();
        clients.awaitWhole();
        clients.awaitQuiet(QUIET);
        Recording recording = clients.record();
        presences = recording.presences();
        return Audit.of(recording, end);
    }
}
