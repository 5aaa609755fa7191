package io.hubplane.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.abuse.Latencies.Need;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever attackers do, healthy clients are served as before, and when the attackers are gone the nodes keep nothing
 * of them.
 *
 * <p>Takes about a minute; with {@code -Dabuse.minutes=N} it takes N minutes. Sockets are counted as Linux lists them.
 */
@EnabledOnOs(OS.LINUX)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AbuseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration WARM_UP = Duration.ofSeconds(4);

    /**
     * When all attacks run at once, each makes longer pauses, so that together they are about as hard as three alone.
     * They share the machine's processors with both nodes, Redis and the healthy clients; if no processor were free,
     * nobody could see whether clients wait for anything else.
     */
    private static final int LEISURE = 4;

    private static AbusedFarm farm;
    private static HealthyClients healthy;
    private static Plan plan;
    private static List<VitalSigns> atRest;
    private static Report report;

    @BeforeAll
    static void start() {
        farm = new AbusedFarm("abused");
        healthy = farm.healthyClients();
        plan = Plan.chosen(Attacks.all().size() + 1);
        healthy.measure(WARM_UP);
        atRest = farm.vitalSigns();
        report = new Report(atRest);
    }

    @AfterAll
    static void stop() {
        report.write();
        healthy.close();
        farm.close();
    }

    static List<Attack> attacks() {
        return Attacks.all();
    }

    @ParameterizedTest
    @Order(1)
    @MethodSource("attacks")
    void attackIsStoppedByItsLimitsDisturbsNobodyAndLeavesNothing(Attack attack) {
        endure(List.of(attack), 1, Optional.empty());
    }

    /**
     * What so many attacks cost everything on the machine is measured by the same attacks on another farm, which has no
     * healthy clients.
     */
    @Test
    @Order(2)
    void allAttacksAtOnceAreStoppedDisturbNobodyAndLeaveNothing() {
        try (AbusedFarm elsewhere = new AbusedFarm("elsewhere")) {
            attack(elsewhere, Attacks.all(), LEISURE, WARM_UP);
            endure(Attacks.all(), LEISURE, Optional.of(elsewhere));
        }
    }

    private static void endure(List<Attack> attacks, int leisure, Optional<AbusedFarm> elsewhere) {
        Latencies before = healthy.measure(plan.quiet());
        Set<Need> neglected = EnumSet.allOf(Need.class);
        List<String> complaints = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++) {
            Optional<Latencies> beside = elsewhere.map(farm -> attack(farm, attacks, leisure, plan.attack()));
            Map<String, Long> reachedBefore = farm.reached();
            Latencies during = attack(farm, attacks, leisure, plan.attack());
            Map<String, Long> reached = reachedSince(farm, reachedBefore);
            List<VitalSigns> left = awaitRest();
            Latencies after = healthy.measure(plan.quiet());
            Verdict verdict = new Verdict(before, beside, during, after);
            report.add(attacks, verdict, left, reached);
            complaints.addAll(verdict.complaints());
            neglected.retainAll(verdict.neglected());
            if (neglected.isEmpty()) { // each need was served well in some round
                assertThat(farm.outOfMemory()).isEmpty();
                return;
            }
            before = after;
        }
        assertThat(neglected)
                .as("neglected in all of %d rounds; all complaints: %s", plan.rounds(), complaints)
                .isEmpty();
    }

    /**
     * Attacks a farm until all limits that stop the attacks have been reached, and returns how long the healthy clients
     * waited.
     */
    private static Latencies attack(AbusedFarm farm, List<Attack> attacks, int leisure, Duration duration) {
        Map<String, Long> reachedBefore = farm.reached();
        List<Attackers> attackers = new ArrayList<>();
        try {
            for (Attack attack : attacks) {
                Attackers some = farm.attackers(leisure);
                attackers.add(some);
                attack.deed().begin(some);
            }
            Latencies waits = healthy.measure(duration);
            Set<String> limits =
                    attacks.stream().flatMap(attack -> attack.limits().stream()).collect(Collectors.toSet());
            awaitNone("limits that have not been reached", () -> {
                Set<String> missing = new TreeSet<>(limits);
                missing.removeAll(reachedSince(farm, reachedBefore).keySet());
                return missing;
            });
            return waits;
        } finally {
            attackers.forEach(Attackers::close);
        }
    }

    private static Map<String, Long> reachedSince(AbusedFarm farm, Map<String, Long> before) {
        return farm.reached().entrySet().stream()
                .filter(count -> count.getValue() > before.getOrDefault(count.getKey(), 0L))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, count -> count.getValue() - before.getOrDefault(count.getKey(), 0L)));
    }

    private static List<VitalSigns> awaitRest() {
        List<VitalSigns> last = new ArrayList<>();
        awaitNone("left behind", () -> {
            last.clear();
            last.addAll(farm.vitalSigns());
            List<String> left = new ArrayList<>();
            for (int node = 0; node < atRest.size(); node++) {
                left.addAll(last.get(node).leftSince(atRest.get(node)));
            }
            if (!left.isEmpty()) {
                healthy.measure(plan.quiet()); // gives the server's threads other work to keep
            }
            return left;
        });
        return last;
    }

    private static void awaitNone(String what, Supplier<? extends Iterable<String>> found) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Iterable<String> last = found.get();
        while (last.iterator().hasNext() && System.nanoTime() - deadline < 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted", e);
            }
            last = found.get();
        }
        assertThat(last).as(what).isEmpty();
    }
}
